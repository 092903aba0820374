// Package checksum tells whether bytes are still those that were written. SQLite
// has no checksums of its own, and disks turn bits. It knows neither files nor
// what the bytes mean.
package checksum

import (
	"errors"
	"hash"
	"hash/crc32"
)

// Of gives the checksum of data, CRC-32C.
func Of(data []byte) uint32 { return Add(0, data) }

// New is a checksum of nothing yet, to be written to.
func New() hash.Hash32 { return crc32.New(table()) }

func table() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// Add gives the checksum of what has one, followed by more.
func Add(sum uint32, data []byte) uint32 {
	return crc32.Update(sum, table(), data)
}

// ErrDamaged says that a database or a cache holds something else than what was
// written to it: it does not have its checksum, or its parts do not fit each other.
var ErrDamaged = errors.New("what is in it is not what was written")
