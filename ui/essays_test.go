package ui

import (
	"fmt"

	"broadsheet/model"
)

// essays are articles with headings, footnotes and links of every kind.
func essays() []*model.Article {
	return []*model.Article{almanac(), lunar()}
}

func text(s string) model.Inline { return model.Text{Text: s} }

func paragraph(inlines ...model.Inline) model.Block { return model.Paragraph{Inlines: inlines} }

func heading(level int, title string) model.Block {
	return model.Heading{Level: level, Inlines: []model.Inline{text(title)}}
}

// almanac is long, in English.
func almanac() *model.Article {
	var body []any
	for i, month := range []string{"January", "February", "March", "April"} {
		body = append(body, heading(2, month),
			fmt.Sprintf("The month number %d begins with a list of fairs, as it did when the almanac was sold from a basket.", i+1))
		body = append(body, heading(3, "Fairs of "+month),
			paragraph(text("Horses on the first Monday, cloth on the second"), model.FootnoteReference{Label: fmt.Sprint(2*i + 1)},
				text(", and bees whenever somebody"), model.FootnoteReference{Label: fmt.Sprint(2*i + 2)}, text(" brought some.")),
			"Whoever missed the fair waited a year, and said that it had rained.")
	}
	a := piece(model.Item{
		Title: "An almanac of small fairs", Author: "The Timetable", Date: day(2021, 6, 10, 9, 0), Minutes: 5, Categories: [][]string{{"Travel"}},
	}, body...)
	for i := range 8 {
		a.Document.Footnotes = append(a.Document.Footnotes, model.Footnote{
			Label:  fmt.Sprint(i + 1),
			Blocks: []model.Block{paragraph(text(fmt.Sprintf("Note number %d, from the margin of the printed almanac.", i+1)))},
		})
	}
	return a
}

// lunar is short, in Chinese: its notes are in sight from the beginning.
func lunar() *model.Article {
	a := piece(model.Item{
		Title: "农历小识", Author: "排版笔记", Date: day(2021, 6, 9, 9, 0), Minutes: 1, Categories: [][]string{{"文字", "历法"}},
	}, heading(2, "节气"), paragraph(text("二十四节气看的是太阳"), model.FootnoteReference{Label: "1"}, text("，月份看的是月亮。")),
		heading(2, "闰月"), "十九年里加七个闰月，两边就对齐了。")
	a.Document.Footnotes = []model.Footnote{{Label: "1", Blocks: []model.Block{paragraph(text("所以节气在公历里的日子差不多是固定的。"))}}}
	return a
}
