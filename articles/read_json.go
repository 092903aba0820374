package articles

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"broadsheet/model"
)

const (
	maxJSON      = 64 << 20  // bytes of JSON that are read
	maxJSONNodes = 4_000_000 // objects and arrays in it
	maxJSONDepth = 256       // how deep these are nested
	maxJSONList  = 10_000    // categories, tags or problems
)

// ReadJSON reads an article that WriteJSON wrote. What it gives has passed the
// gate, whoever wrote the JSON: text and addresses are clean, numbers in bounds.
// JSON of more than 64 MB or nested very deep, and kinds of blocks and inlines
// that are not known, are errors that say so.
func ReadJSON(r io.Reader) (*model.Article, error) {
	limited := &io.LimitedReader{R: r, N: maxJSON + 1}
	j := &jsonReader{decoder: json.NewDecoder(limited)}
	a, err := j.article()
	if err == nil {
		if _, end := j.decoder.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("something follows the article")
		}
	}
	if limited.N <= 0 {
		err = fmt.Errorf("it is larger than %d MB", maxJSON>>20)
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("this JSON is not an article as broadsheet writes it: %w", err)
	}
	gateArticle(a)
	return a, nil
}

// jsonReader reads JSON token by token, so that what it builds is bounded.
type jsonReader struct {
	decoder *json.Decoder
	depth   int
	nodes   int
}

// enter begins an object or an array. It says that there is null instead.
func (j *jsonReader) enter(opening json.Delim) (null bool, err error) {
	token, err := j.decoder.Token()
	switch {
	case err != nil:
		return false, err
	case token == nil:
		return true, nil
	case token != opening:
		return false, fmt.Errorf("there is %v at byte %d instead of %s", token, j.decoder.InputOffset(), opening)
	}
	j.depth++
	j.nodes++
	if j.depth > maxJSONDepth {
		return false, fmt.Errorf("it is nested more than %d deep", maxJSONDepth)
	}
	if j.nodes > maxJSONNodes {
		return false, fmt.Errorf("it has more than %d objects and lists", maxJSONNodes)
	}
	return false, nil
}

func (j *jsonReader) leave() error {
	j.depth--
	_, err := j.decoder.Token()
	return err
}

// object reads an object; field reads the value of each key.
func (j *jsonReader) object(field func(key string) error) error {
	null, err := j.enter('{')
	if null {
		return fmt.Errorf("there is null at byte %d instead of an object", j.decoder.InputOffset())
	}
	if err != nil {
		return err
	}
	for j.decoder.More() {
		token, err := j.decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string) // JSON has no other keys
		if err := field(key); err != nil {
			return err
		}
	}
	return j.leave()
}

// readList reads an array, or null, which is nil.
func readList[T any](j *jsonReader, item func() (T, error)) ([]T, error) {
	null, err := j.enter('[')
	if null || err != nil {
		return nil, err
	}
	list := []T{}
	for j.decoder.More() {
		one, err := item()
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, j.leave()
}

// value reads a text, a number or true or false.
func (j *jsonReader) value(to any) error {
	if err := j.decoder.Decode(to); err != nil {
		return fmt.Errorf("before byte %d: %w", j.decoder.InputOffset(), err)
	}
	return nil
}

// text reads a text.
func (j *jsonReader) text() (string, error) {
	var text string
	err := j.value(&text)
	return text, err
}

// shortList reads a list of the front matter, which none has many of.
func shortList[T any](j *jsonReader, item func() (T, error)) ([]T, error) {
	count := 0
	return readList(j, func() (T, error) {
		if count++; count > maxJSONList {
			var none T
			return none, fmt.Errorf("a list in it has more than %d entries", maxJSONList)
		}
		return item()
	})
}

// date reads a date, which may be empty.
func (j *jsonReader) date(to *time.Time) error {
	text, err := j.text()
	if err != nil || text == "" {
		return err
	}
	date, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return fmt.Errorf("%q is not a date as RFC 3339 has it", Clean(cut(text, 60)))
	}
	*to = date.UTC()
	return nil
}

func (j *jsonReader) article() (*model.Article, error) {
	a := &model.Article{}
	err := j.object(func(key string) error {
		var err error
		switch key {
		case "document":
			err = j.document(&a.Document)
		case "problems":
			a.Problems, err = shortList(j, j.problem)
		default:
			err = j.itemField(&a.Item, key)
		}
		return err
	})
	return a, err
}

func (j *jsonReader) problem() (model.Problem, error) {
	var problem jsonProblem
	err := j.value(&problem)
	return model.Problem{Line: problem.Line, Text: problem.Text, Unreadable: problem.Unreadable}, err
}

// itemField reads one field of the item. What later versions may add is passed
// over.
func (j *jsonReader) itemField(item *model.Item, key string) (err error) {
	switch key {
	case "date":
		return j.date(&item.Date)
	case "updated":
		return j.date(&item.Updated)
	case "categories":
		item.Categories, err = shortList(j, func() ([]string, error) { return shortList(j, j.text) })
		return err
	case "tags":
		item.Tags, err = shortList(j, j.text)
		return err
	}
	fields := map[string]any{
		"id": &item.ID, "root": &item.Root, "root_name": &item.RootName, "path": &item.Path, "title": &item.Title,
		"author": &item.Author, "date_inferred": &item.DateInferred, "link": &item.Link, "image": &item.Image,
		"lang": &item.Lang, "excerpt": &item.Excerpt, "minutes": &item.Minutes, "size": &item.Size, "draft": &item.Draft,
	}
	if to, known := fields[key]; known {
		return j.value(to)
	}
	var other json.RawMessage
	return j.value(&other)
}

func (j *jsonReader) document(d *model.Document) error {
	return j.object(func(key string) (err error) {
		switch key {
		case "blocks":
			d.Blocks, err = j.blocks()
		case "footnotes":
			d.Footnotes, err = readList(j, j.footnote)
		default:
			err = unknownKey("document", key)
		}
		return err
	})
}

func (j *jsonReader) footnote() (note model.Footnote, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "label":
			note.Label, err = j.text()
		case "blocks":
			note.Blocks, err = j.blocks()
		default:
			err = unknownKey("footnote", key)
		}
		return err
	})
	return note, err
}

func unknownKey(of, key string) error {
	return fmt.Errorf("a %s has no %q", of, Clean(cut(key, 60)))
}
