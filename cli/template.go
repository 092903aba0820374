package cli

import (
	"fmt"
	"os"
	"strings"

	"broadsheet/render"
)

// show gives the settings that hold as lines of TOML, and where each is from.
func (c *config) show() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", c.describeFile())
	for _, row := range settings() {
		source := c.sources[row.name]
		if source == "" {
			source = "default"
		}
		fmt.Fprintf(&b, "%-32s  # %s\n", row.name+" = "+row.show(c), source)
	}
	return b.String()
}

func (c *config) describeFile() string {
	if c.path == "" {
		return "no place for a config file: neither HOME nor XDG_CONFIG_HOME is set"
	}
	if _, err := os.Stat(c.path); err != nil {
		return c.path + " (not there; `broadsheet config init` writes one)"
	}
	return c.path
}

// template is the commented config file that `config init` writes: as long as
// nothing in it is uncommented, it changes nothing.
func template() string {
	var b strings.Builder
	b.WriteString("# The configuration of broadsheet. Every setting stands here with its default or\n" +
		"# an example: take the # away to use it. The program only ever reads this file.\n")
	for _, row := range settings() {
		b.WriteByte('\n')
		for _, line := range render.Wrap(row.help, 78) {
			b.WriteString("# " + line + "\n")
		}
		for _, line := range row.example {
			b.WriteString("#" + line + "\n")
		}
	}
	return b.String()
}
