package sqlite

import (
	"encoding/binary"
	"hash/crc64"

	"broadsheet/library/marks/store"
)

// rowSum is a CRC-64 over the columns of a row of the marks database, with its
// table and its reader, so that a row says of itself whether it is whole. It
// tells faults of disks and of memory, not forgery: who can write to the file
// need not forge.
type rowSum []byte

// The tables, as a sum begins.
const (
	readersTable byte = iota + 1
	accountsTable
	marksTable
	groupMarksTable
	settingsTable
)

func (c rowSum) number(numbers ...int64) rowSum {
	for _, n := range numbers {
		c = binary.BigEndian.AppendUint64(c, uint64(n)) //nolint:gosec // the same bits
	}
	return c
}

func (c rowSum) text(text string) rowSum {
	return append(c.number(int64(len(text))), text...)
}

func (c rowSum) sum() int64 {
	return int64(crc64.Checksum(c, crc64.MakeTable(crc64.ECMA))) //nolint:gosec // the same bits
}

func beginSum(table byte) rowSum { return append(make(rowSum, 0, 128), table) }

func readerSum(number int64, name string) int64 {
	return beginSum(readersTable).number(number).text(name).sum()
}

func entrySum(reader, changed int64, e store.Entry) int64 {
	return beginSum(marksTable).number(reader, int64(e.Key), e.Hash, int64(e.Read), int64(e.ReadAt), //nolint:gosec // 48 bits
		int64(e.Starred), int64(e.StarredAt), int64(e.Opened), int64(e.Block), int64(e.Offset), changed).sum()
}

func layerSum(reader, group, changed int64, l store.Layer, members []byte) int64 {
	return beginSum(groupMarksTable).number(reader, group, changed, int64(l.At), l.Flag()).text(string(members)).sum()
}

func settingSum(reader int64, name string, value store.Setting) int64 {
	return beginSum(settingsTable).number(reader).text(name).text(value.Text).number(int64(value.Changed)).sum()
}
