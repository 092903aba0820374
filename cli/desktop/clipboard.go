package desktop

import (
	"context"
	"encoding/binary"
	"os/exec"
	"runtime"
	"strings"
	"unicode/utf16"

	"broadsheet/cli/config"
	"broadsheet/model"
)

// Clipboard gives the function that puts a text on the clipboard of this machine, for
// terminals that do not do that when they are asked (OSC 52); nil where nothing can, or
// where the clipboard would be another person's: at the far end of an SSH connection. An
// error of it is a *model.OutsideError.
func Clipboard(e config.Environment) func(ctx context.Context, text string) error {
	if e.Get("SSH_TTY") != "" || e.Get("SSH_CONNECTION") != "" {
		return nil
	}
	for _, words := range clipboardCommands(runtime.GOOS, e) {
		program, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		return func(ctx context.Context, text string) error {
			if runtime.GOOS == "windows" {
				text = asUTF16(text)
			}
			command := exec.CommandContext(ctx, program, words[1:]...)
			command.Env, command.Stdin = e.Variables, strings.NewReader(text)
			if err := command.Run(); err != nil {
				return &model.OutsideError{Kind: model.NoClipboard, What: words[0], Err: err}
			}
			return nil
		}
	}
	return nil
}

// clipboardCommands are the programs that copy what they read, the best first.
func clipboardCommands(system string, e config.Environment) [][]string {
	switch system {
	case "darwin":
		return [][]string{{"pbcopy"}}
	case "windows":
		return [][]string{{"clip"}}
	}
	var all [][]string
	if e.Get("WAYLAND_DISPLAY") != "" {
		all = append(all, []string{"wl-copy"})
	}
	if e.Get("DISPLAY") != "" {
		all = append(all, []string{"xclip", "-selection", "clipboard", "-in"}, []string{"xsel", "--clipboard", "--input"})
	}
	if e.Get("TERMUX_VERSION") != "" {
		all = append(all, []string{"termux-clipboard-set"})
	}
	return all
}

// asUTF16 is a text as the clip of Windows reads it whatever the code page: UTF-16 with a
// byte order mark.
func asUTF16(text string) string {
	var b strings.Builder
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		b.Write(binary.LittleEndian.AppendUint16(nil, unit))
	}
	return b.String()
}
