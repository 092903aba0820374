// Package desktop is what the machine in front of the reader is asked: whether its
// terminal is dark, and to open an address in a browser. Nothing of it is for
// whoever comes over SSH.
package desktop

import (
	"os"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"

	"broadsheet/cli/config"
	"broadsheet/model"
)

// answerTime is how long a terminal may take to tell its background. All but
// very few answer at once that they have been asked, if not what the colour is.
const answerTime = time.Second

// IsDark says whether the terminal is dark, by asking it; where that cannot be, by
// what the environment says. If nothing is known it is dark, as most are. Where
// one of the files is nil there is nobody to ask.
func IsDark(e config.Environment, in, out *os.File) bool {
	if in != nil && out != nil && runtime.GOOS != "windows" {
		if dark, known := askBackground(in, out); known {
			return dark
		}
	}
	return ToldBackground(e) != model.BackgroundLight
}

// ToldBackground is what the environment says of the background: COLORFGBG is
// "foreground;background" as numbers of the palette.
func ToldBackground(e config.Environment) model.Background {
	fields := strings.Split(e.Get("COLORFGBG"), ";")
	switch fields[len(fields)-1] {
	case "0", "1", "2", "3", "4", "5", "6", "8":
		return model.BackgroundDark
	case "7", "9", "10", "11", "12", "13", "14", "15":
		return model.BackgroundLight
	default:
		return model.BackgroundUnknown
	}
}

// askBackground asks the terminal for its background (OSC 11), and then what it
// is (DA1): the answer to that comes last, and from nearly all of them.
func askBackground(in, out *os.File) (dark, known bool) {
	state, err := term.MakeRaw(in.Fd())
	if err != nil {
		return false, false
	}
	defer term.Restore(in.Fd(), state) //nolint:errcheck // there is no other way to restore it
	reader, err := cancelreader.NewReader(in)
	if err != nil {
		return false, false
	}
	defer reader.Close() //nolint:errcheck // it closes nothing that was written to
	late := time.AfterFunc(answerTime, func() { reader.Cancel() })
	defer late.Stop()
	if _, err := out.WriteString(ansi.RequestBackgroundColor + ansi.RequestPrimaryDeviceAttributes); err != nil {
		return false, false
	}
	last := regexp.MustCompile(`\x1b\[\?[0-9;]*c`)
	var answer []byte
	for buffer := make([]byte, 256); len(answer) < 4096 && !last.Match(answer); {
		n, err := reader.Read(buffer)
		if err != nil {
			break
		}
		answer = append(answer, buffer[:n]...)
	}
	return readBackground(string(answer))
}

// readBackground finds the colour in a terminal's answer.
func readBackground(answer string) (dark, known bool) {
	_, rest, found := strings.Cut(answer, "\x1b]11;")
	end := strings.IndexAny(rest, "\x07\x1b")
	if !found || end < 0 {
		return false, false
	}
	colour := ansi.XParseColor(rest[:end])
	if colour == nil {
		return false, false
	}
	red, green, blue, _ := colour.RGBA()
	// The luma of Rec. 709, against half of full white.
	return 2126*red+7152*green+722*blue < 10000*0xffff/2, true
}
