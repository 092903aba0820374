package cli

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render/linebreak"
)

func (c *call) categoriesCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:     "categories",
		Short:   "List the categories, with how many articles are in each",
		Long:    "List the tree of categories with the number of articles in each of them and below it, and of the unread ones.",
		Example: examples("broadsheet categories", "broadsheet categories -q after:2026 --json"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			s, err := c.openWhole(command.Context())
			if err != nil {
				return err
			}
			top, err := c.categoryTree(command.Context(), s)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSONArray(command.Context(), c.out, len(top), func(i int) any { return listCategory(top[i]) })
			}
			return c.writeCategories(command.Context(), top)
		},
	}
	c.addQuery(command)
	command.Flags().BoolVar(&asJSON, "json", false, "write a JSON array of nodes with their children")
	return command
}

// categoryTree gives the top categories; with a query only those that have an
// article which it wants, and counts of these alone.
func (c *call) categoryTree(ctx context.Context, s *session) ([]*model.Category, error) {
	query, err := query.Parse(c.query)
	if err != nil {
		return nil, err
	}
	tree, err := s.reader.TreeOf(ctx, query)
	if err != nil {
		return nil, err
	}
	return tree.Top, nil
}

// listedCategory is a node in `categories --json`. The order of the fields is
// part of the format.
type listedCategory struct {
	Name     string           `json:"name"`
	Path     []string         `json:"path"`
	Count    int              `json:"count"`
	Unread   int              `json:"unread"`
	Children []listedCategory `json:"children"`
}

func listCategory(node *model.Category) listedCategory {
	listed := listedCategory{Name: node.Name, Path: node.Path, Count: node.Count, Unread: node.Unread, Children: []listedCategory{}}
	for _, child := range node.Children {
		listed.Children = append(listed.Children, listCategory(child))
	}
	return listed
}

// writeCategories writes the tree indented, with the counts in a column.
func (c *call) writeCategories(ctx context.Context, top []*model.Category) error {
	if len(top) == 0 {
		return nil
	}
	return writeNodes(ctx, c.out, top, 0, nameColumn(top, 0))
}

// nameColumn measures the widest name with its indent, in cells.
func nameColumn(nodes []*model.Category, depth int) int {
	widest := 0
	for _, node := range nodes {
		widest = max(widest, 2*depth+linebreak.Width(node.Name), nameColumn(node.Children, depth+1))
	}
	return min(widest, 60)
}

func writeNodes(ctx context.Context, w *bufio.Writer, nodes []*model.Category, depth, column int) error {
	for _, node := range nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := strings.Repeat("  ", depth) + node.Name
		line := fmt.Sprintf("%s%s  %6d", name, strings.Repeat(" ", max(0, column-linebreak.Width(name))), node.Count)
		if node.Unread != node.Count {
			line += fmt.Sprintf("  %d unread", node.Unread)
		}
		if _, err := w.WriteString(line + "\n"); err != nil {
			return err
		}
		if err := writeNodes(ctx, w, node.Children, depth+1, column); err != nil {
			return err
		}
	}
	return nil
}
