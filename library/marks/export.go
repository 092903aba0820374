package marks

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// exported is one line of what Export writes: either the marks of an article,
// or a setting. The order of the fields is part of the format. Times are UTC;
// a time of change without the mark says when the mark was taken away.
type exported struct {
	ID             model.ID       `json:"id,omitempty"`
	Hash           string         `json:"hash,omitempty"` // of the content, 16 hex digits
	Read           *time.Time     `json:"read,omitempty"`
	ReadChanged    *time.Time     `json:"read_changed,omitempty"`
	Starred        *time.Time     `json:"starred,omitempty"`
	StarredChanged *time.Time     `json:"starred_changed,omitempty"`
	Opened         *time.Time     `json:"opened,omitempty"`
	Place          *exportedPlace `json:"place,omitempty"`

	Setting string     `json:"setting,omitempty"`
	Value   *string    `json:"value,omitempty"`
	Changed *time.Time `json:"changed,omitempty"`
}

// exportedPlace is a model.Place.
type exportedPlace struct {
	Block  int `json:"block"`
	Offset int `json:"offset"`
}

// Export writes the reader's settings and marks as JSON, an object on each
// line, in an order that changes with them alone.
func (s *Session) Export(ctx context.Context, w io.Writer) error {
	if err := s.Await(ctx, true); err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	values := s.marks.allSettings()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := values[name]
		if err := encoder.Encode(exported{Setting: name, Value: &value.Text, Changed: exportedTime(value.Changed)}); err != nil {
			return err
		}
	}
	entries := s.marks.all()
	slices.SortFunc(entries, func(a, b store.Entry) int { return cmp.Compare(a.Key, b.Key) })
	for _, entry := range entries {
		if err := encoder.Encode(exportEntry(entry)); err != nil {
			return err
		}
	}
	return nil
}

func exportEntry(e store.Entry) exported {
	line := exported{
		ID:   e.Key.ID(),
		Read: exportedTime(e.Read), ReadChanged: exportedTime(e.ReadAt),
		Starred: exportedTime(e.Starred), StarredChanged: exportedTime(e.StarredAt),
		Opened: exportedTime(e.Opened),
	}
	if e.Hash != 0 {
		line.Hash = fmt.Sprintf("%016x", uint64(e.Hash)) //nolint:gosec // the same bits
	}
	if e.Opened != 0 {
		line.Place = &exportedPlace{Block: int(e.Block), Offset: int(e.Offset)}
	}
	return line
}

func exportedTime(m store.Moment) *time.Time {
	if m == 0 {
		return nil
	}
	t := min(max(m, 1), store.LastMoment).Time() // JSON has no years beyond
	return &t
}

// ImportError says what is wrong in a line of what was to be imported.
type ImportError struct {
	Line int // from 1
	Err  error
}

// Error is a sentence with the line's number.
func (e *ImportError) Error() string { return fmt.Sprintf("line %d %v", e.Line, e.Err) }

// Unwrap gives the cause.
func (e *ImportError) Unwrap() error { return e.Err }

// maximumLine bounds a line of an import, in bytes.
const maximumLine = 64 << 10

// Import takes over what Export has written, where it is newer than what is
// known, and returns when that is kept. It gives how many lines said something
// new, of how many. An *ImportError says which line is wrong; then nothing of
// them all is taken over.
func (s *Session) Import(ctx context.Context, from io.Reader) (news, lines int, err error) {
	var entries []store.Entry
	settings := map[string]store.Setting{}
	scanner := bufio.NewScanner(from)
	scanner.Buffer(nil, maximumLine)
	for scanner.Scan() {
		lines++
		text := bytes.TrimPrefix(scanner.Bytes(), []byte("\ufeff"))
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if err := importLine(text, &entries, settings); err != nil {
			return 0, lines, &ImportError{lines, err}
		}
	}
	if err := scanner.Err(); errors.Is(err, bufio.ErrTooLong) {
		return 0, lines, &ImportError{lines + 1, errors.New("is longer than a mark can be")}
	} else if err != nil {
		return 0, lines, fmt.Errorf("the marks cannot be read: %w", err)
	}
	if err := s.Await(ctx, true); err != nil {
		return 0, lines, err
	}
	together, alone := s.keeper.groups.Grouped(entries)
	news = s.marks.mergeTogether(together) + s.marks.merge(alone, true) + s.marks.mergeSettings(settings, true)
	s.keeper.tellBut(s, s.marks)
	return news, lines, s.Flush(ctx)
}

// importLine reads one line.
func importLine(text []byte, entries *[]store.Entry, settings map[string]store.Setting) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var line exported
	if err := decoder.Decode(&line); err != nil {
		return fmt.Errorf("is not a mark: %w", err)
	}
	if decoder.More() {
		return errors.New("has more than one object")
	}
	if line.Setting != "" {
		return importSetting(line, settings)
	}
	imported, err := importEntry(line)
	if err == nil {
		*entries = append(*entries, imported)
	}
	return err
}

func importSetting(line exported, settings map[string]store.Setting) error {
	if line.ID != "" || line.Value == nil || line.Changed == nil {
		return errors.New("is neither a mark nor a setting: a setting has `setting`, `value` and `changed`")
	}
	changed, err := importTime("changed", line.Changed)
	if err != nil {
		return err
	}
	if old, ok := settings[line.Setting]; !ok || old.Changed < changed {
		settings[line.Setting] = store.Setting{Text: *line.Value, Changed: changed}
	}
	return nil
}

func importEntry(line exported) (store.Entry, error) {
	var e store.Entry
	var ok bool
	if e.Key, ok = model.KeyOf(line.ID); !ok {
		return e, fmt.Errorf("has no id: %q is not 12 of the digits 0-9 and a-f", line.ID)
	}
	if line.Hash != "" {
		hash, err := strconv.ParseUint(line.Hash, 16, 64)
		if err != nil {
			return e, fmt.Errorf("has a wrong hash: %q is not 16 of the digits 0-9 and a-f", line.Hash)
		}
		e.Hash = int64(hash) //nolint:gosec // the same bits
	}
	for _, field := range []struct {
		name  string
		given *time.Time
		to    *store.Moment
	}{
		{"read", line.Read, &e.Read},
		{"read_changed", line.ReadChanged, &e.ReadAt},
		{"starred", line.Starred, &e.Starred},
		{"starred_changed", line.StarredChanged, &e.StarredAt},
		{"opened", line.Opened, &e.Opened},
	} {
		var err error
		if *field.to, err = importTime(field.name, field.given); err != nil {
			return e, err
		}
	}
	// Who writes such lines by hand need not say it twice.
	if e.ReadAt == 0 {
		e.ReadAt = e.Read
	}
	if e.StarredAt == 0 {
		e.StarredAt = e.Starred
	}
	if line.Place != nil {
		e.Block, e.Offset = store.Bounded(line.Place.Block), store.Bounded(line.Place.Offset)
	}
	return e, nil
}

func importTime(name string, given *time.Time) (store.Moment, error) {
	if given == nil {
		return 0, nil
	}
	if year := given.UTC().Year(); year < 1970 || year > 9999 {
		return 0, fmt.Errorf("has a wrong time: `%s` is in the year %d", name, year)
	}
	return store.MomentOf(*given), nil
}
