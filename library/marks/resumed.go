package marks

import (
	"encoding/json"

	"broadsheet/articles"
	"broadsheet/model"
)

// This file keeps where the reader's last session ended.

// sessionSetting is the name of that in the database, and longestSession how many bytes
// of it are kept: names of categories and queries are far shorter.
const (
	sessionSetting = "session"
	longestSession = 16 << 10
)

// keptSession is a model.Session as it is kept.
type keptSession struct {
	Chosen  string   `json:"chosen,omitempty"`
	Filter  string   `json:"filter,omitempty"`
	Search  bool     `json:"search,omitempty"`
	Unread  bool     `json:"unread,omitempty"`
	Article model.ID `json:"article,omitempty"`
	Reading bool     `json:"reading,omitempty"`
	Opened  bool     `json:"opened,omitempty"`
	Zoomed  bool     `json:"zoomed,omitempty"`
}

// sessionText is how a session is written; empty where it is the beginning.
func sessionText(s model.Session) string {
	if s == (model.Session{}) {
		return ""
	}
	text, err := json.Marshal(keptSession(s))
	if err != nil || len(text) > longestSession {
		return ""
	}
	return string(text)
}

// sessionOf reads what sessionText has written, or what somebody has put in its place.
func sessionOf(text string) model.Session {
	var kept keptSession
	if len(text) > longestSession || text == "" || json.Unmarshal([]byte(text), &kept) != nil {
		return model.Session{}
	}
	if _, is := model.KeyOf(kept.Article); !is {
		kept.Article, kept.Reading, kept.Opened, kept.Zoomed = "", false, false, false
	}
	kept.Chosen, kept.Filter = articles.Clean(kept.Chosen), articles.Clean(kept.Filter)
	return model.Session(kept)
}
