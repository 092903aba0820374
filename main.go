// Broadsheet is a newspaper in the terminal: it reads folders of article files.
package main

import (
	"context"
	"os"

	"broadsheet/cli"
)

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.ProcessStreams()))
}
