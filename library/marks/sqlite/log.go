package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"

	"broadsheet/library/marks/store"
)

// readLog takes what the log has and SQLite will not read: behind a damaged
// frame it stops, and what is committed behind is gone with the next write.
// There is mostly nothing, or frames that are left from before, which say
// nothing new.
func (d *database) readLog() (*salvaged, error) {
	whole, err := wholeLog(d.Path + "-wal")
	if whole || err != nil {
		return nil, err
	}
	found := newSalvaged()
	return found, found.file(d.Path + "-wal")
}

// wholeLog says whether SQLite reads all of a write-ahead log.
func wholeLog(path string) (bool, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	const headerBytes, frameHeaderBytes = 32, 24
	header := make([]byte, headerBytes)
	if n, err := io.ReadFull(file, header); n == 0 {
		return true, nil
	} else if err != nil {
		return false, nil //nolint:nilerr // it is too short
	}
	var order binary.ByteOrder = binary.LittleEndian
	if header[3]&1 != 0 {
		order = binary.BigEndian
	}
	sum := logSum{}
	sum.add(order, header[:24])
	if !sum.is(header[24:]) || binary.BigEndian.Uint32(header[8:]) != salvagePage {
		return false, nil
	}
	frame := make([]byte, frameHeaderBytes+salvagePage)
	for {
		if n, err := io.ReadFull(file, frame); n == 0 {
			return true, nil
		} else if err != nil {
			return false, nil //nolint:nilerr // the last frame is torn
		}
		sum.add(order, frame[:8])
		sum.add(order, frame[frameHeaderBytes:])
		if !sum.is(frame[16:]) || string(frame[8:16]) != string(header[16:24]) {
			return false, nil
		}
	}
}

// logSum is the checksum of SQLite's write-ahead log.
type logSum [2]uint32

func (s *logSum) add(order binary.ByteOrder, data []byte) {
	for ; len(data) >= 8; data = data[8:] {
		s[0] += order.Uint32(data) + s[1]
		s[1] += order.Uint32(data[4:]) + s[0]
	}
}

func (s *logSum) is(stored []byte) bool {
	return binary.BigEndian.Uint32(stored) == s[0] && binary.BigEndian.Uint32(stored[4:]) == s[1]
}

// mergeLog writes what was found in a log that is not in the database, and gives
// how many marks that is.
func (d *database) mergeLog(ctx context.Context, found *salvaged, now store.Moment) (merged int, err error) {
	var names map[int64]string
	known := store.NewDirectory()
	if err := d.Reading(ctx, func(tx *sql.Tx) (err error) {
		if names, err = oldReaders(ctx, tx, "readers"); err != nil {
			return err
		}
		return d.readGroups(ctx, tx, known)
	}); err != nil {
		return 0, err
	}
	defer func() { d.groupsRead = false }() // they were read into this directory alone
	groups := maps.Clone(found.groups)
	maps.Copy(groups, known.All())
	readers, _ := found.readers(groups, []map[int64]string{found.names, names})
	for name, reader := range readers {
		kept := newSalvagedReader(0)
		if _, err := d.read(ctx, name, 0, known, kept.found()); err != nil {
			return merged, err
		}
		marks, settings := kept.merge(reader)
		if marks+settings == 0 {
			continue
		}
		if _, err := d.write(ctx, name, reader.batch(), now); err != nil {
			return merged, err
		}
		merged += marks
	}
	return merged, nil
}
