package cli

import (
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"
)

// loadZone gives the time zone of a name: as the machine knows it, else as the
// program does. Package time/tzdata would do the same, and takes 400 KB, where
// the same compressed takes a quarter of that.
func loadZone(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err == nil {
		return zone, nil
	}
	if data, found := zoneData(name); found {
		return time.LoadLocationFromTZData(name, data)
	}
	return nil, err
}

// zoneData finds a zone in the table.
func zoneData(name string) (data []byte, found bool) {
	table, err := io.ReadAll(flate.NewReader(strings.NewReader(zonesTable)))
	if err != nil {
		panic(fmt.Sprintf("the table of zones is broken: %v", err)) // it was generated so
	}
	const head = 3
	for len(table) > head {
		nameEnd := head + int(table[0])
		end := nameEnd + int(binary.LittleEndian.Uint16(table[1:]))
		if string(table[head:nameEnd]) == name {
			return table[nameEnd:end], true
		}
		table = table[end:]
	}
	return nil, false
}
