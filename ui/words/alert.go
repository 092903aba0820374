package words

// Alert is what the server that runs the program has to tell its reader. It is a
// message: the program shows it in the status line until the next key.
type Alert int

// The alerts, those before the end of a session and those after it.
const (
	AlertIdleSoon Alert = iota + 1
	AlertIdle
	AlertOldSoon
	AlertOld
	AlertStopping
	AlertPasteTooLong
	AlertCrashed
)

// Sentence gives the alert in a language, for when the program has ended.
func (a Alert) Sentence(Language string) string { return For(Language).Alert(a) }
