package themes

import (
	"fmt"
	"reflect"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
)

// glamourTheme makes a theme of a Glamour style. What the program around
// articles needs and the style has no word for is taken from our own theme for
// the same background.
func glamourTheme(name string, style ansi.StyleConfig, dark bool) (*Theme, error) {
	if err := checkColours(name, reflect.ValueOf(style)); err != nil {
		return nil, err
	}
	text := colourOf(style.Document.StylePrimitive, style.Paragraph.StylePrimitive, style.Text)
	if c, ok := parseColour(text); ok {
		dark = c.luminance() > 0.18
	}
	_, foreign := styles.DefaultStyles[name]
	named := map[string]string{}
	accent := colourOf(style.Heading.StylePrimitive, style.H2.StylePrimitive, style.LinkText, style.Link, style.H1.StylePrimitive)
	if accent != "" || text != "" {
		var err error
		if named, err = ownPalette(dark); err != nil {
			return nil, err
		}
		if foreign {
			text, accent = legibleName(text, dark), legibleName(accent, dark)
		}
		named["text"] = text
		if accent != "" {
			named["accent"], named["unread"] = accent, accent
		}
	}
	t, err := newTheme(name, dark, named, style)
	if err != nil {
		return nil, err
	}
	t.foreign = foreign
	switch name {
	case "notty":
		t.Plain, t.ASCII = true, true
	case "ascii":
		t.ASCII = true
	}
	return t, nil
}

// legibleName is a colour as style files write it that can be read on the backgrounds that
// a theme is for.
func legibleName(name string, dark bool) string {
	c, ok := parseColour(name)
	if shown := readable(c, hardest(dark)); ok && shown != c {
		return "#" + hexOf(shown)
	}
	return name
}

// colourOf is the first foreground colour of styles that is a colour, or
// nothing.
func colourOf(styles ...ansi.StylePrimitive) string {
	for _, s := range styles {
		if s.Color != nil && *s.Color != "" {
			return *s.Color
		}
	}
	return ""
}

// checkColours refuses a style in which something that should be a colour is
// none.
func checkColours(name string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return checkColours(name, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, value := v.Type().Field(i), v.Field(i)
			if s, ok := value.Interface().(*string); ok && s != nil && (field.Name == "Color" || field.Name == "BackgroundColor") {
				if _, ok := parseColour(*s); *s != "" && !ok {
					return fmt.Errorf("the style %s has no colour %q: write #rrggbb or a number from 0 to 255", name, *s)
				}
				continue
			}
			if err := checkColours(name, value); err != nil {
				return err
			}
		}
	default:
	}
	return nil
}

// stripStyle takes out of a style what would add to a text or change its
// characters: prefixes, suffixes, formats, capitals, margins and indents. All
// that is up to the layout.
func stripStyle(style ansi.StyleConfig) ansi.StyleConfig {
	stripped := strip(reflect.ValueOf(style)).Interface().(ansi.StyleConfig)
	stripped.CodeBlock.Theme = style.CodeBlock.Theme
	return stripped
}

// strip copies a style without its strings, numbers and capitals; colours and
// attributes are pointers and stay.
func strip(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			switch v.Type().Field(i).Name {
			case "Upper", "Lower", "Title", "IndentToken", "Indent", "Margin",
				"CenterSeparator", "ColumnSeparator", "RowSeparator":
				continue
			}
			out.Field(i).Set(strip(v.Field(i)))
		}
	case reflect.Pointer:
		switch {
		case v.IsNil():
		case v.Elem().Kind() == reflect.Struct:
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(strip(v.Elem()))
		case v.Elem().Kind() == reflect.String && v.Elem().Len() == 0: // a colour of no name would be black
		default:
			out.Set(v)
		}
	default:
	}
	return out
}

// ownPalette is the palette of our own theme for a background.
func ownPalette(dark bool) (map[string]string, error) {
	name := variant(dark)
	data, err := themeFiles.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("the theme %q cannot be read: %w", name, err)
	}
	return paletteOf(name, data, dark)
}
