package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// TestMisreadings undoes that UTF-8 was taken for windows-1252.
func TestMisreadings(t *testing.T) {
	for _, text := range []string{
		"It’s the ferry.", "Le bac est arrêté, l’été dernier.", "渡船又开了。", "Паром снова ходит.", "Prom pływa — znów", "“Ferry”", "🚢 runs",
	} {
		var misread strings.Builder
		for _, c := range []byte(text) {
			misread.WriteRune(charmap.Windows1252.DecodeByte(c))
			if c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D {
				kept := strings.TrimSuffix(misread.String(), "\uFFFD")
				misread.Reset()
				misread.WriteString(kept)
				if !strings.HasSuffix(kept, string(rune(c))) {
					misread.WriteRune(rune(c))
				}
			}
		}
		got := Decode([]byte(misread.String()), false)
		if got.Text != text || len(got.Problems) != 1 {
			t.Errorf("%q is read as %q, problems %v", misread.String(), got.Text, got.Problems)
		}
	}
	if got := Decode([]byte("渡船 Annâ€™s 又开了。 Ã©"), false); got.Text != "渡船 Ann’s 又开了。 Ã©" || len(got.Problems) != 1 {
		t.Errorf("%q, problems %v", got.Text, got.Problems)
	}
	for _, text := range []string{
		"LIBERTÉ… and “CAFÉ”", "Ele disse: “AMANHÔ.", "CAFÉ… LIBERTÉ…", "“AMANHÔ, “IRMÔ", "Das „Ä“ und das „Ö“", "Ã", "Â°", "café", "It’s “fine”", "naïve façade", "Ã©tait, é",
	} {
		if got := Decode([]byte(text), false); got.Text != text || len(got.Problems) > 0 {
			t.Errorf("%q is read as %q", text, got.Text)
		}
	}
}
