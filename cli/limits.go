package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
)

// The bounds of the numbers that a command line may bring.
const (
	mostWidth = 1000       // cells of a line
	mostRows  = 10_000_000 // articles in a list, more than anybody has

	// Over SSH one command may not have all of the server: so many rows are
	// written if nothing is said, and at most.
	servedRows     = 1000
	mostServedRows = 10_000
)

// rowLimit is how many rows a list may have.
type rowLimit struct {
	asked  int  // as --limit says; 0: as many as may be
	served bool // over SSH
}

// addRowLimit gives a command the option --limit.
func (c *call) addRowLimit(command *cobra.Command, limit *rowLimit, verb string) {
	limit.served = c.served != nil
	most, all := mostRows, verb+"s all"
	if limit.served {
		most, all = mostServedRows, fmt.Sprintf("%ss as many as may be, %d", verb, mostServedRows)
	}
	command.Flags().Var(usage.Number{Value: &limit.asked, Least: 0, Most: most, Of: "articles"}, "limit", verb+" no more than `N` articles; 0 "+all)
}

// rows is how many rows are written at most; 0: all.
func (l rowLimit) rows() int {
	if l.served && l.asked == 0 {
		return mostServedRows
	}
	return l.asked
}

// sentence says that there is more than was written, where the reader did not
// choose that; or nothing.
func (l rowLimit) sentence(written int, more bool, chosen bool) string {
	if !l.served || !more || chosen && l.asked > 0 {
		return ""
	}
	return fmt.Sprintf("these are the first %d, and there are more: --limit gives up to %d, and a query those that you mean", written, mostServedRows)
}
