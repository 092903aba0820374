package config

import "strings"

// linearSetting is what asks for lines to listen to, in place of a screen.
func linearSetting() Setting {
	row := switchSetting("linear",
		"Whether you read in lines in place of a screen, as screen readers and braille displays want it: lines are only ever appended. "+
			"Without it BROADSHEET_LINEAR and ACCESSIBLE decide; they ask for lines unless they are empty, 0 or false.",
		func(c *Config) *bool { return &c.Linear })
	row.Example = []string{"linear = false"}
	return row
}

// LinearVariables are the environment variables that ask for lines, the one that counts
// most first.
func LinearVariables() []string { return []string{"BROADSHEET_LINEAR", "ACCESSIBLE"} }

// linearByEnvironment says whether the environment asks for lines, and which variable of
// it has decided.
func linearByEnvironment(e Environment) (linear bool, variable string) {
	for _, name := range LinearVariables() {
		switch value := strings.ToLower(e.Get(name)); value {
		case "":
		case "0", "false":
			return false, name
		default:
			return true, name
		}
	}
	return false, ""
}
