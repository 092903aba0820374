package config

import (
	"fmt"
	"os"
	"strings"

	"broadsheet/render"
)

// Show gives the settings that hold as lines of TOML, and where each is from.
func (c *Config) Show() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", c.describeFile())
	for _, row := range Settings() {
		source := c.Sources[row.Name]
		if source == "" {
			source = "default"
		}
		fmt.Fprintf(&b, "%-32s  # %s\n", row.Name+" = "+row.show(c), source)
	}
	return b.String()
}

func (c *Config) describeFile() string {
	if c.Path == "" {
		return "no place for a config file: neither HOME nor XDG_CONFIG_HOME is set"
	}
	if _, err := os.Stat(c.Path); err != nil {
		return c.Path + " (not there; `broadsheet config init` writes one)"
	}
	return c.Path
}

// Template is the commented config file that `config init` writes: as long as
// nothing in it is uncommented, it changes nothing.
func Template() string {
	var b strings.Builder
	b.WriteString("# The configuration of broadsheet. Every setting stands here with its default or\n" +
		"# an example: take the # away to use it. The program only ever reads this file.\n")
	for _, row := range Settings() {
		b.WriteByte('\n')
		for _, line := range render.Wrap(row.Help, 78) {
			b.WriteString("# " + line + "\n")
		}
		for _, line := range row.Example {
			b.WriteString("#" + line + "\n")
		}
	}
	return b.String()
}
