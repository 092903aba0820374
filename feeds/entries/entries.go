// Package entries makes article files of what feeds say: one entry, one file, one path
// for ever. It decides which entries are the same article, and writes front matter that
// Hexo and broadsheet read. It knows no network.
package entries
