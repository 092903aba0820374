package model

import "testing"

func TestEnclosureKind(t *testing.T) {
	for _, test := range []struct {
		address, media string
		want           EnclosureKind
	}{
		{"https://a.example/1", "audio/mpeg", Audio},
		{"https://a.example/1", "application/ogg", Audio},
		{"https://a.example/1", "audio", Audio}, // what media:content's medium says
		{"https://a.example/1.mp3", "VIDEO/mp4", Video},
		{"https://a.example/1", "image/jpeg", Picture},
		{"https://a.example/1", "application/pdf", PDF},
		{"https://a.example/1.mp3", "application/x-bittorrent", OtherFile},
		{"https://a.example/1.mp3?a=1.pdf#x.png", "", Audio},
		{"https://a.example/1.MP4", "application/octet-stream", Video},
		{"https://a.example/pages.pdf", "", PDF},
		{"https://a.example/a.b/", "", OtherFile},
		{"https://a.example", "", OtherFile},
		{"https://a.example/%zz", "", OtherFile},
	} {
		if got := (Enclosure{URL: test.address, Type: test.media}).Kind(); got != test.want {
			t.Errorf("%s of type %q is kind %d, not %d", test.address, test.media, got, test.want)
		}
	}
}
