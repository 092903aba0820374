package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// large is a library of n articles.
func large(n int) *memory {
	text := "夜间书店开门前一小时，队伍已经绕过街角，第%d天还是一样长"
	articles := make([]*model.Article, n)
	for i := range articles {
		articles[i] = piece(model.Item{
			Title: fmt.Sprintf(text, i), Author: "晚报", Date: now().Add(-time.Duration(i) * time.Minute),
			Categories: [][]string{{fmt.Sprintf("分类%d", i%12), fmt.Sprintf("小类%d", i%40)}},
		}, "正文。")
	}
	return newMemory(now(), articles...)
}

// BenchmarkFrame draws one window of 200x60; 2 ms are allowed.
func BenchmarkFrame(b *testing.B) {
	s := start(b, options(newMemory(now(), paper()...)), 200, 60)
	s.press("j")
	b.ReportAllocs()
	for b.Loop() {
		s.app.View()
	}
}

// BenchmarkKey presses a key in a list of 100,000 articles and draws the
// window, without reading the article beside it; 20 ms are allowed.
func BenchmarkKey(b *testing.B) {
	s := start(b, options(large(100_000)), 200, 60)
	for name, keys := range map[string][]string{"down": {"j", "k"}, "page": {"space", "b"}, "ends": {"G", "g"}, "unread": {"n", "p"}, "mark": {"m", "m"}} {
		b.Run(name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				s.app.Update(keyPress(keys[i%2]))
				s.app.View()
				i++
			}
		})
	}
}

// BenchmarkResize lays a long article anew at another width.
func BenchmarkResize(b *testing.B) {
	s := start(b, options(newMemory(now(), paper()...)), 120, 40)
	s.press("j", "z")
	width := 60
	for b.Loop() {
		s.send(tea.WindowSizeMsg{Width: width, Height: 40})
		width = 150 - width
	}
}
