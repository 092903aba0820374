package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/render/themes"
)

// IsStyleFile tells a style file of the reader's own from the name of a theme.
func IsStyleFile(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".json") }

// ThemeNames gives the names of the themes but for "auto", which is one of them.
func ThemeNames() []string {
	return slices.DeleteFunc(themes.Names(), func(name string) bool { return name == "auto" })
}

// LoadTheme gives the theme of a name or of a Glamour style file.
func LoadTheme(name string, dark bool) (*themes.Theme, error) {
	if !IsStyleFile(name) {
		return themes.Load(name, dark)
	}
	data, err := readSmall(name)
	if err != nil {
		return nil, fmt.Errorf("the style file cannot be read: %w", err)
	}
	theme, err := themes.Parse(filepath.Base(name), data, dark)
	if err != nil {
		return nil, fmt.Errorf("the style file %s: %w", name, err)
	}
	return theme, nil
}
