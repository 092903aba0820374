package cli_test

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"broadsheet/cli"
)

// TestMain makes this test binary the program, for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"broadsheet": func() { os.Exit(cli.Run(context.Background(), os.Args[1:], cli.ProcessStreams())) },
	})
}

// TestScript runs the program as a process of its own, in pipes and terminals.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir+"/home")
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/cache")
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("TZ", "UTC")
			for _, name := range []string{"COLUMNS", "COLORTERM", "NO_COLOR", "CLICOLOR_FORCE", "PAGER", "LC_ALL", "LC_MESSAGES", "LANG"} {
				env.Setenv(name, "")
			}
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
