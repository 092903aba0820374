package state

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// With many entries, none of the questions that are asked for each may look at all.
func TestNothingLooksAtAllEntries(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "feeds.db"))
	for _, query := range []string{byKeyQuery, byLinkQuery, newestQuery, keptQuery, allOfQuery, unsharedQuery} {
		in(t, s, func(tx *Tx) error {
			var arguments []any
			for range strings.Count(query, "?") {
				arguments = append(arguments, 1)
			}
			if strings.Contains(query, "?1") {
				arguments = arguments[:strings.Count(query, "?")-strings.Count(query, "?1")+1]
			}
			return tx.each("explain query plan "+query, arguments, func(rows *sql.Rows) error {
				var id, parent, unused int
				var detail string
				err := rows.Scan(&id, &parent, &unused, &detail)
				if strings.HasPrefix(detail, "SCAN e") || strings.HasPrefix(detail, "SCAN k") {
					t.Errorf("%s: %s", query, detail)
				}
				return err
			})
		})
	}
}
