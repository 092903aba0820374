package ui

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// memory is a Library in memory. Its calls that may take long panic while
// forbidden is set, as it is whenever Update or View runs.
type memory struct {
	mu        sync.Mutex
	articles  []*model.Article // in the order of the list
	items     []*model.Item
	marks     map[model.ID]model.Marks
	steps     []step
	undone    []step
	status    model.Status
	settings  model.Settings
	orders    map[string]query.Sort
	views     []model.View
	revisions map[model.ID]uint64
	notices   []string
	problems  []model.Problem
	failure   error // of List
	vanished  map[model.ID]error
	now       time.Time
	zone      *time.Location
	forbidden bool
	changes   chan struct{}

	firstHits  int // how many hits the first page has
	unsearched int
	snippets   int    // asked for so far
	counted    int    // the most queries that were counted at once
	refusal    string // why no view is taken
}

type step struct {
	change model.Change
	before map[model.ID]model.Marks
}

func newMemory(now time.Time, articles ...*model.Article) *memory {
	m := &memory{
		marks: map[model.ID]model.Marks{}, vanished: map[model.ID]error{},
		now: now, zone: time.UTC, changes: make(chan struct{}, 1),
		revisions: map[model.ID]uint64{}, firstHits: 3, orders: map[string]query.Sort{},
	}
	m.add(articles...)
	return m
}

// add lists more articles, newest first.
func (m *memory) add(articles ...*model.Article) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.articles = append(slices.Clone(m.articles), articles...)
	slices.SortStableFunc(m.articles, func(a, b *model.Article) int { return b.Date.Compare(a.Date) })
	m.items = nil
	for _, a := range m.articles {
		m.items = append(m.items, &a.Item)
	}
	m.status.Articles = len(m.items)
}

// remove takes articles away again.
func (m *memory) remove(gone func(*model.Article) bool) {
	m.mu.Lock()
	m.articles = slices.DeleteFunc(slices.Clone(m.articles), gone)
	m.mu.Unlock()
	m.add()
}

func (m *memory) forbid(forbidden bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forbidden = forbidden
}

func (m *memory) slow(what string) {
	if m.forbidden {
		panic(what + " was called in Update or View")
	}
}

func (m *memory) List(_ context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("List")
	if m.failure != nil {
		return nil, m.failure
	}
	found := model.Items{}
	for _, item := range m.items {
		wanted := q.Match(item, m.marks[item.ID], m.now, m.zone)
		if !wanted && older != nil && q.WithoutMarks().Match(item, model.Marks{}, m.now, m.zone) {
			_, wanted = older.Find(item.ID, 0)
		}
		if wanted {
			found = append(found, item)
		}
	}
	sortItems(found, by)
	return found, nil
}

// sortItems puts items that are the newest first into another order.
func sortItems(items model.Items, by query.Sort) {
	slices.SortStableFunc(items, func(a, b *model.Item) int {
		switch by {
		case query.OldestFirst:
			return a.Date.Compare(b.Date)
		case query.ByTitle:
			return cmp.Compare(a.Title, b.Title)
		case query.BySource:
			return cmp.Compare(a.Author, b.Author)
		case query.ByLength:
			return cmp.Compare(a.Minutes, b.Minutes)
		default:
			return 0
		}
	})
}

func (m *memory) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	for i := 1; i < list.Len(); i++ {
		at := from + i*step
		row = (at + list.Len()) % list.Len()
		if !m.Marks(list.At(row).ID).IsRead() {
			return row, row != at, true
		}
	}
	return 0, false, false
}

func (m *memory) Details(_ context.Context, id model.ID) (*model.Item, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Details")
	if row, ok := model.Items(m.items).Find(id, 0); ok {
		return m.items[row], nil
	}
	return nil, fmt.Errorf("article %s: %w", id, fs.ErrNotExist)
}

func (m *memory) SetAllRead(list model.Listing) int {
	var ids []model.ID
	for row := range list.Len() {
		if id := list.At(row).ID; !m.Marks(id).IsRead() {
			ids = append(ids, id)
		}
	}
	m.SetRead(ids, true)
	return len(ids)
}

func (m *memory) Tree(context.Context) (*model.Tree, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Tree")
	t := &model.Tree{Count: len(m.items)}
	for _, item := range m.items {
		marks := m.marks[item.ID]
		unread := 0
		if !marks.IsRead() {
			unread = 1
		}
		t.Unread += unread
		for _, path := range item.Categories {
			nodes := &t.Top
			for i, name := range path {
				at := slices.IndexFunc(*nodes, func(c *model.Category) bool { return c.Name == name })
				if at < 0 {
					at = len(*nodes)
					*nodes = append(*nodes, &model.Category{Name: name, Path: path[:i+1]})
				}
				node := (*nodes)[at]
				node.Count++
				node.Unread += unread
				nodes = &node.Children
			}
		}
	}
	return t, nil
}

func (m *memory) Article(_ context.Context, id model.ID) (*model.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Article")
	if err := m.vanished[id]; err != nil {
		return nil, err
	}
	for _, a := range m.articles {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, fmt.Errorf("article %s: %w", id, fs.ErrNotExist)
}

// WholeArticle gives an article with what stands around it on its page.
func (m *memory) WholeArticle(ctx context.Context, id model.ID) (*model.Article, error) {
	article, err := m.Article(ctx, id)
	if err != nil || !article.Reduced {
		return article, err
	}
	whole := *article
	menu := model.Paragraph{Inlines: []model.Inline{model.Text{Text: "All sections of the gazette"}}}
	whole.Document.Blocks = append([]model.Block{menu}, whole.Document.Blocks...)
	whole.Reduced = false
	return &whole, nil
}

func (m *memory) Marks(id model.ID) model.Marks {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.marks[id]
}

// change changes marks as one step that can be undone.
func (m *memory) change(kind model.ChangeKind, ids []model.ID, apply func(*model.Marks) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := step{change: model.Change{Kind: kind}, before: map[model.ID]model.Marks{}}
	for _, id := range ids {
		marks := m.marks[id]
		if apply(&marks) {
			s.before[id] = m.marks[id]
			s.change.Count, s.change.ID = s.change.Count+1, id
			m.marks[id] = marks
		}
	}
	if len(s.before) > 0 {
		m.steps, m.undone = append(m.steps, s), nil
	}
}

func (m *memory) SetRead(ids []model.ID, read bool) {
	kind, at := model.MarkedUnread, time.Time{}
	if read {
		kind, at = model.MarkedRead, m.now
	}
	m.change(kind, ids, func(marks *model.Marks) bool {
		changed := marks.IsRead() != read
		marks.Read = at
		return changed
	})
}

func (m *memory) SetStarred(ids []model.ID, starred bool) {
	kind, at := model.RemovedStar, time.Time{}
	if starred {
		kind, at = model.AddedStar, m.now
	}
	m.change(kind, ids, func(marks *model.Marks) bool {
		changed := marks.IsStarred() != starred
		marks.Starred = at
		return changed
	})
}

func (m *memory) SetPlace(id model.ID, p model.Place) {
	m.mu.Lock()
	defer m.mu.Unlock()
	marks := m.marks[id]
	marks.Place = p
	m.marks[id] = marks
}

func (m *memory) Undo() (model.Change, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.steps)
	if n == 0 {
		return model.Change{}, false
	}
	last := m.steps[n-1]
	m.steps = m.steps[:n-1]
	m.undone = append(m.undone, m.swap(last))
	return last.change, true
}

// swap gives the articles of a step their marks from before, and gives what takes that
// back.
func (m *memory) swap(s step) step {
	back := step{change: s.change, before: map[model.ID]model.Marks{}}
	for id := range s.before {
		back.before[id] = m.marks[id]
	}
	maps.Copy(m.marks, s.before)
	return back
}

func (m *memory) Redo() (model.Change, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.undone)
	if n == 0 {
		return model.Change{}, false
	}
	last := m.undone[n-1]
	m.undone = m.undone[:n-1]
	m.steps = append(m.steps, m.swap(last))
	return last.change, true
}

func (m *memory) Status() model.Status {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.status
}

func (m *memory) SetSettings(s model.Settings) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings = s
}

func (m *memory) Order(of string) query.Sort {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.orders[of]
}

func (m *memory) SetOrder(of string, by query.Sort) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.orders[of] = by
}

func (m *memory) Notice() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.notices) == 0 {
		return ""
	}
	first := m.notices[0]
	m.notices = m.notices[1:]
	return first
}

func (m *memory) Problems() []model.Problem { return m.problems }

func (m *memory) Changed() <-chan struct{} { return m.changes }

// paper is the library that the screens show: our own small edition.
func paper() []*model.Article {
	return slices.Concat(chinesePaper(), englishPaper())
}

func day(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
}

// piece makes an article out of its head and paragraphs; a paragraph that is a
// Block is taken as it is.
func piece(item model.Item, body ...any) *model.Article {
	item.Root, item.RootName = "sample", "Sample edition"
	item.Path = strings.ToLower(strings.ReplaceAll(item.Title, " ", "-")) + ".md"
	item.ID = model.NewID(item.Root, item.Path)
	if item.Minutes == 0 {
		item.Minutes = 1
	}
	a := &model.Article{Item: item}
	for _, part := range body {
		switch part := part.(type) {
		case string:
			a.Document.Blocks = append(a.Document.Blocks, model.Paragraph{Inlines: []model.Inline{model.Text{Text: part}}})
		case model.Block:
			a.Document.Blocks = append(a.Document.Blocks, part)
		}
	}
	return a
}

func chinesePaper() []*model.Article {
	money, letters := []string{"金融", "市场", "国内"}, []string{"文字", "排版"}
	return []*model.Article{
		piece(model.Item{
			Title: "城里第三家夜间书店开门，读者排到街角，第一晚卖出八百本旧书", Author: "晚报", Date: day(2021, 6, 11, 3, 5), Minutes: 2,
			Categories: [][]string{money}, Link: "https://example.org/night-bookshop",
		}, "开门前一小时，队伍已经绕过街角。店主说，旧书全部按重量卖，一斤十二元，第一晚卖出八百本，最受欢迎的是旧地图和乐谱。",
			model.Paragraph{Inlines: []model.Inline{
				model.Text{Text: "书店每天开到凌晨两点，"},
				model.Link{URL: "https://www.example.com/timetable", Inlines: []model.Inline{model.Text{Text: "时刻表"}}},
				model.Text{Text: "贴在门口。读者可以带走任何一本，第二天再付钱。"},
			}},
			"附近的面馆也跟着延长了营业时间，老板说，半夜来吃面的人，手里都拿着书。"),
		piece(model.Item{
			Title: "标点为什么不能放在行首", Author: "排版笔记", Date: day(2021, 6, 9, 8, 0), Minutes: 3, Categories: [][]string{letters},
		}, "句号和逗号跟着前面的字走。放在行首，眼睛会先停一下，再去找它属于哪一句。", "老铅字工人会把两个标点挤在一起，好让下一行从字开始。"),
		piece(model.Item{
			Title: "银行把柜台搬进菜市场", Author: "晚报", Date: day(2021, 6, 8, 9, 0), Minutes: 1, Categories: [][]string{money},
		}, "早上五点，柜台和鱼摊一起开门。"),
		piece(model.Item{
			Title: "一个字占几格", Author: "排版笔记", Date: day(2020, 12, 30, 9, 0), Minutes: 4, Categories: [][]string{letters},
		}, "汉字占两格，字母占一格；这就是终端里的全部排版史。"),
	}
}

func englishPaper() []*model.Article {
	long := make([]any, 0, 40)
	for i := range 40 {
		long = append(long, fmt.Sprintf("Paragraph %d. The night train leaves at ten and nobody on it sleeps; the lamps of the small stations pass, and each one is somebody's town.", i+1))
	}
	return []*model.Article{
		piece(model.Item{
			Title: "Why a terminal cell is twice as high as it is wide", Author: "Terminal Notes", Date: day(2021, 6, 10, 20, 30), Minutes: 6,
			Categories: [][]string{{"Terminals", "History"}}, Link: "https://example.org/cells",
		}, "A typewriter moved its carriage by a tenth of an inch and its paper by a sixth. The cells of a terminal still have that shape.",
			model.Heading{Level: 2, Inlines: []model.Inline{model.Text{Text: "The punched card"}}},
			"Eighty columns came from the card, and the card came from the size of a bank note."),
		piece(model.Item{
			Title: "Night trains", Author: "The Timetable", Date: day(2021, 6, 11, 1, 30), Minutes: 9, Categories: [][]string{{"Travel"}},
		}, long...),
		piece(model.Item{
			Title: "A clock that runs backwards", Date: day(2019, 3, 1, 12, 0), DateInferred: true, Minutes: 1, Categories: [][]string{{"Terminals", "Clocks"}},
		}, "In one town the clock on the hall runs backwards, and nobody is late."),
	}
}
