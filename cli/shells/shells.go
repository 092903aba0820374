// Package shells is what shells complete broadsheet's command lines by: a script for
// each, and what bash has to be told, which replaces only a part of what was typed.
//
// The scripts are the project's own, for those of the flag library offer only what
// begins with the letters typed: no pinyin, and no simplified characters for traditional
// ones. They also carry out what stands on the line, and want the package bash-completion.
package shells

import _ "embed"

//go:embed broadsheet.bash
var bash string

//go:embed broadsheet.zsh
var zsh string

//go:embed broadsheet.fish
var fish string

// BashRequest is the first argument by which the script for bash asks the program.
const BashRequest = "__bash"

// Script is the completion script for a shell, if there is one: bash, zsh or fish.
func Script(shell string) (script string, ok bool) {
	switch shell {
	case "bash":
		return bash, true
	case "zsh":
		return zsh, true
	case "fish":
		return fish, true
	}
	return "", false
}
