package html

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// A note that stands in the place of its reference is a footnote, and is read once; what
// only looks like one stays where it is.
func TestNotesInTheLine(t *testing.T) {
	tests := []struct{ name, body, text, notes string }{
		{
			"Tufte", `<p>Twice.<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1" class="margin-toggle"/><span class="sidenote">In half a day.</span> They go.</p>`,
			"Twice.[1] They go.", "1: In half a day.",
		},
		{
			"without a number", `<p>Twice.<label for="mn-1" class="margin-toggle">&#8853;</label><input type="checkbox" class="margin-toggle"/><span class="marginnote">Said <em>he</em>.</span> They go.</p>`,
			"Twice.[1] They go.", "1: Said he.",
		},
		{
			"several", `<p>One<span class="sidenote">first note</span> two<small class="sidenote">second note</small>.</p>`,
			"One[1] two[2].", "1: first note\n2: second note",
		},
		{
			"Modern Footnotes", `<p>Word<sup class="modern-footnotes-footnote " data-mfn="3"><a href="javascript:void(0)" role="button">3</a></sup><span id="m" role="tooltip" class="modern-footnotes-footnote__note" style="display:none" data-mfn="3">It unfolds.</span> goes.</p>`,
			"Word[3] goes.", "3: It unfolds.",
		},
		{
			"LaTeXML", `<p>Tide<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">4</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">4</sup><span class="ltx_note_type">footnote: </span><span class="ltx_tag ltx_tag_note">4</span>Of the sea.</span></span></span> rises.</p>`,
			"Tide[4] rises.", "4: Of the sea.",
		},
		{"Distill", `<p>Tide<d-footnote>Of the sea.</d-footnote> rises.</p>`, "Tide[1] rises.", "1: Of the sea."},
		{"paged", `<p>Prices<span class="footnote">Without tax.</span> rise.</p>`, "Prices[1] rise.", "1: Without tax."},
		{
			"with the text that it is of", `<p>The <span class="sidenote"><label class="sidenote-label" for="1">spring tide</label><input type="checkbox" id="1"><span class="sidenote-content">At full moon.</span></span> rises.</p>`,
			"The spring tide[1] rises.", "1: At full moon.",
		},
		{"in Chinese", `<p>潮水<span class="footnote">见下文。</span>上涨。</p>`, "潮水[1]上涨。", "1: 见下文。"},
		{"a paragraph", `<p>Prices rise.</p><p><span class="footnote">* Without tax.</span></p>`, "Prices rise.\n* Without tax.", ""},
		{"a caption", `<figure><span class="marginnote">The pier.</span><img src="https://example.org/a.png"></figure>`, "The pier.", ""},
		{"a number", `<p>Prices<span class="footnote">2</span> rise.</p>`, "Prices2 rise.", ""},
		{
			"a reference", `<p>Prices<span class="footnote"><a href="#n1" id="r1"><sup>1</sup></a></span> rise.</p><ol><li id="n1">Without tax. <a href="#r1">↩</a></li></ol>`,
			"Prices[1] rise.", "1: Without tax.",
		},
	}
	for _, test := range tests {
		document := Parse(t.Context(), "<div>"+test.body+"</div>", "").Document
		var text, notes []string
		for _, block := range document.Blocks {
			switch b := block.(type) {
			case model.Paragraph:
				text = append(text, noted(b.Inlines))
			case model.Figure:
				if len(b.Caption) > 0 {
					text = append(text, noted(b.Caption))
				}
			default:
				t.Errorf("%s: a %T", test.name, b)
			}
		}
		for _, note := range document.Footnotes {
			notes = append(notes, note.Label+": "+noted(note.Blocks[0].(model.Paragraph).Inlines))
		}
		if got := strings.Join(text, "\n"); got != test.text {
			t.Errorf("%s: the text is\n%s\nwant\n%s", test.name, got, test.text)
		}
		if got := strings.Join(notes, "\n"); got != test.notes {
			t.Errorf("%s: the notes are\n%s\nwant\n%s", test.name, got, test.notes)
		}
	}
}

// noted gives a line of text with the labels of its notes.
func noted(inlines []model.Inline) string {
	var b strings.Builder
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.FootnoteReference:
			b.WriteString("[" + i.Label + "]")
		default:
			b.WriteString(model.InlineText([]model.Inline{i}))
		}
	}
	return b.String()
}
