package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/cli/usage"
)

func (c *call) configCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "config",
		Short:   "Write, find or show the configuration",
		Example: examples("broadsheet config init", "broadsheet config show"),
		Args:    usage.Takes(1, 1, "init, path or show"),
		RunE: func(_ *cobra.Command, args []string) error {
			words := []string{"init", "path", "show"}
			return usage.Errorf("`broadsheet config` takes init, path or show, but got %q%s", args[0], usage.DidYouMean(args[0], words))
		},
	}
	command.AddCommand(
		&cobra.Command{
			Use: "init", Short: "Write a config file in which every setting is explained",
			Args: usage.Takes(0, 0, "no arguments"), RunE: func(*cobra.Command, []string) error { return c.configInit() },
		},
		&cobra.Command{
			Use: "path", Short: "Print where the config file is, or would be",
			Args: usage.Takes(0, 0, "no arguments"), RunE: func(*cobra.Command, []string) error { return c.configPath() },
		},
		&cobra.Command{
			Use: "show", Short: "Print the settings that hold, and where each is from",
			Args: usage.Takes(0, 0, "no arguments"), RunE: func(*cobra.Command, []string) error { return c.configShow() },
		},
	)
	return command
}

// configInit writes the commented default file, but never over another.
func (c *call) configInit() error {
	path, err := config.Path(c.streams.environment())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("the folder for the config file cannot be made: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("there is a config file already: %s; move it away, or edit it", path)
	}
	if err != nil {
		return fmt.Errorf("the config file cannot be written: %w", err)
	}
	_, err = file.WriteString(config.Template())
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the config file cannot be written: %w", err)
	}
	_, err = c.out.WriteString(path + "\n")
	return err
}

func (c *call) configPath() error {
	path, err := config.Path(c.streams.environment())
	if err != nil {
		return err
	}
	_, err = c.out.WriteString(path + "\n")
	return err
}

func (c *call) configShow() error {
	conf, err := config.Load(c.streams.environment())
	if err != nil {
		return err
	}
	_, err = c.out.WriteString(conf.Show())
	return err
}
