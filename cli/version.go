package cli

import (
	_ "embed"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
)

func (c *call) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program",
		Args:  usage.Takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := c.out.WriteString(describeVersion(info, archived) + "\n")
			return err
		},
	}
}

// archived has, in files that git has packed (git archive, a download of a forge), the
// commit that they are and its day; elsewhere what git would put that in place of.
//
//go:embed archived.txt
var archived string

// describeVersion puts a build in words: the version of the module, the commit
// that it was built from where it is known, and what built it. What is not known of a
// build is not guessed.
func describeVersion(info *debug.BuildInfo, archived string) string {
	version, commit, changed := "", "", ""
	if info != nil {
		version = strings.TrimPrefix(info.Main.Version, "(devel)")
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				commit = s.Value[:min(12, len(s.Value))]
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " (changed)"
			}
		}
	}
	if packed, day, ok := strings.Cut(strings.TrimSpace(archived), " "); ok && commit == "" && !strings.HasPrefix(packed, "$") {
		commit, changed = packed[:min(12, len(packed))], " of "+day
	}
	switch {
	case version == "" && commit == "":
		version = "of an unknown version, built outside of its repository"
	case version == "":
		version = commit + changed
	case commit != "" && strings.Contains(version, commit): // made up of the commit, with +dirty if it is changed
	case commit != "":
		version += " " + commit + changed
	}
	return fmt.Sprintf("broadsheet %s, %s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// version is the version of the module, for servers that are asked.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
