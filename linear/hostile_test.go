package linear

import (
	"context"
	"errors"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// hostile is a library whose texts have passed no gate.
type hostile struct{}

const evil = "\x1b[2J\x1b]0;title\x07 \u009b31m \u202e\r\n\ttext\x00"

func (hostile) item(id model.ID) *model.Item {
	return &model.Item{
		ID: id, Title: "Title " + evil, Author: evil, Date: clock().Add(-time.Hour), Categories: [][]string{{"A" + evil, evil}}, Link: "https://x.example/" + evil,
		Minutes: 3, RootName: evil, Partial: true,
	}
}

func (h hostile) items() model.Items {
	return model.Items{h.item("000000000001"), h.item("000000000002"), h.item("000000000003")}
}

func (h hostile) List(_ context.Context, q query.Query, _ query.Sort, _ model.Listing) (model.Listing, error) {
	if q.AsksForMarks() {
		return nil, errors.New("the disk is " + evil)
	}
	return h.items(), nil
}

func (hostile) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	row = from + step
	n := list.Len()
	return (row + n) % n, row < 0 || row >= n, true
}

func (h hostile) Details(_ context.Context, id model.ID) (*model.Item, error) {
	return h.item(id), nil
}

func (hostile) Tree(context.Context) (*model.Tree, error) {
	child := &model.Category{Name: evil, Path: []string{"A" + evil, evil}, Count: 1, Unread: 1}
	return &model.Tree{Count: 3, Unread: 2, Top: []*model.Category{{Name: "A" + evil, Path: []string{"A" + evil}, Count: 3, Unread: 2, Children: []*model.Category{child}}}}, nil
}

func (hostile) Counts(_ context.Context, queries []query.Query) ([]model.Count, error) {
	return make([]model.Count, len(queries)), nil
}

func (h hostile) Search(context.Context, query.Query, model.SearchOptions) (model.Hits, error) {
	return model.Hits{Listing: h.items(), Complete: true, Unsearched: 2}, nil
}

func (h hostile) Article(_ context.Context, id model.ID) (*model.Article, error) {
	if id == "000000000003" {
		return nil, errors.New("it cannot be read: " + evil)
	}
	text := func(s string) []model.Inline {
		return []model.Inline{model.Text{Text: s}, model.FootnoteReference{Label: "1"}, model.Image{URL: "https://p.example/" + evil, Alt: evil}, model.Ruby{Base: []model.Inline{model.Text{Text: evil}}, Reading: evil}}
	}
	paragraph := []model.Block{model.Paragraph{Inlines: text(evil)}}
	cell := model.Cell{ColSpan: 3, RowSpan: 9, Blocks: paragraph}
	return &model.Article{
		Item: *h.item(id), Reduced: true, Enclosures: []model.Enclosure{{URL: "https://p.example/x.mp3", Type: "audio/" + evil, Duration: time.Hour}}, Comments: "https://c.example/" + evil,
		Document: model.Document{
			Blocks: []model.Block{
				model.Heading{Level: 9, Inlines: text(evil)},
				model.Heading{},
				model.Paragraph{},
				model.CodeBlock{Language: evil, Text: evil + "\n" + evil},
				model.List{Ordered: true, Items: []model.ListItem{{Blocks: paragraph, Task: model.DoneTask}, {}}},
				model.List{},
				model.Quote{Blocks: paragraph},
				model.Quote{},
				model.Table{Caption: text(evil), HeaderRows: 1, Columns: make([]model.Alignment, 2), Rows: []model.Row{{Cells: []model.Cell{cell}}, {Cells: []model.Cell{cell, cell}}, {}}},
				model.Table{},
				model.Figure{Images: []model.Image{{URL: "https://p.example/" + evil}, {Alt: evil}}, Caption: text(evil)},
				model.Figure{},
				model.DefinitionList{Items: []model.Definition{{Terms: [][]model.Inline{text(evil)}, Descriptions: [][]model.Block{paragraph}}, {}}},
				model.Details{Summary: text(evil), Blocks: paragraph},
				model.Rule{},
			},
			Footnotes: []model.Footnote{{Label: "1", Blocks: paragraph}},
		},
	}, nil
}

func (h hostile) WholeArticle(ctx context.Context, id model.ID) (*model.Article, error) {
	return h.Article(ctx, id)
}

func (hostile) Marks(model.ID) model.Marks {
	return model.Marks{Place: model.Place{Block: 2, Offset: 5}, Starred: clock()}
}
func (hostile) SetRead([]model.ID, bool)       {}
func (hostile) SetAllRead(l model.Listing) int { return l.Len() }
func (hostile) SetStarred([]model.ID, bool)    {}
func (hostile) SetPlace(model.ID, model.Place) {}
func (hostile) Undo() (model.Change, bool) {
	return model.Change{Kind: model.MarkedRead, Count: 1, ID: "000000000001"}, true
}

func (hostile) Views() []model.View {
	return []model.View{{Name: evil, Query: "x"}, {Name: "x", Query: `"`}}
}
func (hostile) SetView(model.View)   {}
func (hostile) Notice() string       { return "" }
func (hostile) Status() model.Status { return model.Status{Loading: true, Files: 3} }
func (hostile) Problems() []model.Problem {
	return []model.Problem{{Path: evil, Line: 3, Text: evil}}
}
