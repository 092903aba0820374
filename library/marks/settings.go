package marks

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"broadsheet/articles"
	"broadsheet/library/marks/store"
	"broadsheet/model"
	"broadsheet/model/fold"
)

// settings are what one reader has changed while reading, by name. The
// database may hold names that only a later version of the program knows.
type settings struct {
	values  map[string]store.Setting
	pending []string // what waits to be written
}

// The names of settings in the database.
const (
	themeSetting      = "theme"
	measureSetting    = "measure"
	listSetting       = "list"
	backgroundSetting = "background"

	// Each view is a setting of its own, so that those which two sessions save
	// are both kept: this and its name.
	viewSetting = "view:"
)

func settingNames() []string {
	return []string{themeSetting, measureSetting, listSetting, backgroundSetting, sessionSetting}
}

// settingText is how one of the settings is written.
func settingText(s model.Settings, name string) string {
	switch {
	case name == themeSetting:
		return s.Theme
	case name == measureSetting && s.Measure != 0:
		return strconv.Itoa(s.Measure)
	case name == listSetting:
		return s.List
	case name == backgroundSetting && s.Background == model.BackgroundDark:
		return "dark"
	case name == backgroundSetting && s.Background == model.BackgroundLight:
		return "light"
	case name == sessionSetting:
		return sessionText(s.Session)
	}
	return ""
}

// model gives the settings as the program uses them. What cannot be understood
// was never changed.
func (s *settings) model() model.Settings {
	given := model.Settings{Theme: s.values[themeSetting].Text, Session: sessionOf(s.values[sessionSetting].Text)}
	if measure, err := strconv.Atoi(s.values[measureSetting].Text); err == nil {
		given.Measure = measure
	}
	if list := s.values[listSetting].Text; list == model.RoomyList || list == model.CompactList {
		given.List = list
	}
	switch s.values[backgroundSetting].Text {
	case "dark":
		given.Background = model.BackgroundDark
	case "light":
		given.Background = model.BackgroundLight
	}
	return given
}

func (s *settings) set(given model.Settings, now store.Moment) {
	for _, name := range settingNames() {
		s.change(name, settingText(given, name), now)
	}
}

// views gives the saved views by name. Those that were taken back have no
// query.
func (s *settings) views() []model.View {
	var views []model.View
	for name, value := range s.values {
		name, ok := strings.CutPrefix(name, viewSetting)
		if !ok || name == "" || value.Text == "" || articles.Clean(name) != name {
			continue // taken back, or nothing that this program has saved
		}
		views = append(views, model.View{Name: name, Query: articles.Clean(value.Text)})
	}
	slices.SortFunc(views, func(a, b model.View) int {
		return cmp.Or(cmp.Compare(fold.String(a.Name), fold.String(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return views
}

func (s *settings) setView(view model.View, now store.Moment) {
	s.change(viewSetting+articles.Clean(view.Name), view.Query, now)
}

func (s *settings) put(name string, value store.Setting) {
	if s.values == nil {
		s.values = map[string]store.Setting{}
	}
	s.values[name] = value
}

func (s *settings) wait(name string) {
	if !slices.Contains(s.pending, name) {
		s.pending = append(s.pending, name)
	}
}

// merge takes a value over that is newer, and says whether it is.
func (s *settings) merge(name string, value store.Setting) bool {
	if value.Changed <= s.values[name].Changed {
		return false
	}
	s.put(name, value)
	return true
}

func (m *readerMarks) currentSettings() model.Settings {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings.model()
}

func (m *readerMarks) setSettings(given model.Settings, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings.set(given, now)
	m.settle()
}

// settle lets nothing wait to be written of a reader of whom nothing is, and
// forgets what was taken back: nobody else has to be told of it. The caller holds
// the lock.
func (m *readerMarks) settle() {
	if m.fleeting {
		m.settings.pending = nil
		maps.DeleteFunc(m.settings.values, func(_ string, v store.Setting) bool { return v.Text == "" })
	}
}

func (m *readerMarks) views() []model.View {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings.views()
}

func (m *readerMarks) setView(view model.View, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings.setView(view, now)
	m.settle()
}

// mergeSettings takes over what is newer, and gives how much that was.
func (m *readerMarks) mergeSettings(values map[string]store.Setting, write bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for name, value := range values {
		if m.settings.merge(name, value) {
			merged++
			if write {
				m.settings.wait(name)
			}
		}
	}
	return merged
}

// takeSettings gives the values that wait to be written, which wait no longer.
func (m *readerMarks) takeSettings() map[string]store.Setting {
	m.mu.Lock()
	defer m.mu.Unlock()
	taken := map[string]store.Setting{}
	for _, name := range m.settings.pending {
		if value, ok := m.settings.values[name]; ok {
			taken[name] = value
		}
	}
	m.settings.pending = nil
	return taken
}

func (m *readerMarks) giveBackSettings(values map[string]store.Setting) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name := range values {
		m.settings.wait(name)
	}
}

// allSettings gives every setting that was ever changed.
func (m *readerMarks) allSettings() map[string]store.Setting {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.settings.values)
}
