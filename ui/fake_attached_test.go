package ui

import (
	"fmt"
	"time"

	"broadsheet/model"
)

// harbour are articles that something comes with.
func harbour() []*model.Article {
	text := func(s string) model.Inline { return model.Text{Text: s} }
	link := func(address, s string) model.Inline {
		return model.Link{URL: address, Inlines: []model.Inline{text(s)}}
	}
	podcast := piece(model.Item{
		Title: "Why the tide comes", Author: "Harbour radio", Date: day(2021, 6, 11, 6, 5), Categories: [][]string{{"Sea", "Radio"}}, Link: "https://www.harbour.example/tide",
	}, paragraph(text("The moon is asked, and "), link("https://moon.example/", "answers"), text(". All of it is on "), link("https://www.harbour.example/tide", "our page"), text(".")))
	podcast.Enclosures = []model.Enclosure{
		{URL: "https://cast.example/tide.mp3?a=1", Type: "audio/mpeg", Length: 24_000_000, Duration: 34*time.Minute + 12*time.Second},
		{URL: "https://cast.example/%E6%BD%AE%E6%B1%90%E8%A1%A8.pdf", Type: "application/pdf", Length: 120_400},
	}
	podcast.Comments = "https://talk.harbour.example/item?id=1"
	many := piece(model.Item{Title: "Twenty photographs of fog", Date: day(2021, 6, 10, 6, 5), Author: "Harbour radio"}, "Nothing can be seen on them.")
	for i := range 20 {
		many.Enclosures = append(many.Enclosures, model.Enclosure{URL: fmt.Sprintf("https://pictures.example/fog-%d.jpg", i+1), Type: "image/jpeg", Length: 81_000})
	}
	own := piece(model.Item{
		Title: "An episode without a page", Date: day(2021, 6, 9, 6, 5), Author: "Harbour radio", Link: "https://cast.example/2.mp3",
	}, "Its only address is that of its sound.")
	own.Enclosures = []model.Enclosure{{URL: own.Link, Type: "audio/mpeg", Duration: 2 * time.Hour}}
	return []*model.Article{podcast, many, own}
}

// bridge is an article with all that a head can have, and with pictures that nobody describes.
func bridge() *model.Article {
	picture := func(n int) model.Block {
		return model.Figure{Images: []model.Image{{URL: fmt.Sprintf("https://pictures.example/%d.jpg", n)}}}
	}
	told := piece(model.Item{
		Title: "Low water at the bridge", Date: day(2021, 6, 8, 6, 5), Author: "海港报", Categories: [][]string{{"Sea"}}, Link: "https://www.harbour.example/low-water",
		Tags: []string{"Sea", "harbour", "潮汐", "bridges"}, Excerpt: "For one hour a year one can walk under it and stay dry.",
	}, "The bridge was built in 1911, and nobody thought of the water.", picture(1), picture(2), picture(3),
		"桥下的水一年只退一次，镇上的人都来看。", "Then the sea comes back.")
	told.Enclosures = []model.Enclosure{{URL: "https://cast.example/bridge.mp4", Type: "video/mp4", Length: 154_000_000, Duration: 3 * time.Minute}}
	return told
}
