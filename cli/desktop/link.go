package desktop

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"slices"

	"broadsheet/cli/config"
)

// LinkOpener gives the function that opens an address in the reader's browser,
// or nil where that browser would be another person's: at the far end of an SSH
// connection.
func LinkOpener(e config.Environment) func(ctx context.Context, url string) error {
	if e.Get("SSH_TTY") != "" || e.Get("SSH_CONNECTION") != "" {
		return nil
	}
	name, arguments := openCommand(runtime.GOOS)
	if name == "xdg-open" && e.Get("DISPLAY") == "" && e.Get("WAYLAND_DISPLAY") == "" {
		return nil // it would start a text browser on top of the reader
	}
	program, err := exec.LookPath(name)
	if err != nil {
		return nil
	}
	return func(ctx context.Context, url string) error {
		// No shell: the address is one argument, whatever is in it. It has passed
		// the gate of package articles, so it cannot begin with a dash.
		// The browser outlives the reader that opened it.
		command := exec.CommandContext(context.WithoutCancel(ctx), program, slices.Concat(arguments, []string{url})...)
		command.Env = e.Variables
		if err := command.Run(); err != nil {
			return fmt.Errorf("%s could not open the link: %w; copy it with y instead", name, err)
		}
		return nil
	}
}

// openCommand gives the program that opens an address on an operating system.
func openCommand(system string) (name string, arguments []string) {
	switch system {
	case "darwin":
		return "open", nil
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	default:
		return "xdg-open", nil
	}
}
