package cli

import (
	"testing"
	"time"
)

// The zones that the program brings along are those of the machine.
func TestZones(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC", "Etc/GMT+3", "Zulu", "Africa/Abidjan"} {
		data, found := zoneData(name)
		if !found {
			t.Errorf("there is no zone %s", name)
			continue
		}
		zone, err := time.LoadLocationFromTZData(name, data)
		if err != nil {
			t.Errorf("the zone %s: %v", name, err)
			continue
		}
		known, err := loadZone(name)
		if err != nil {
			t.Errorf("the zone %s is not found: %v", name, err)
			continue
		}
		for _, year := range []int{1950, 1986, 2000, 2021, 2026} {
			for month := time.January; month <= time.December; month++ {
				at := time.Date(year, month, 15, 12, 0, 0, 0, time.UTC)
				if got, want := at.In(zone).Format(time.RFC3339), at.In(known).Format(time.RFC3339); got != want {
					t.Errorf("in %s it is %s, and here %s", name, want, got)
				}
			}
		}
	}
	for _, name := range []string{"Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Local/x"} {
		if zone, err := loadZone(name); err == nil {
			t.Errorf("there is a zone %q: %v", name, zone)
		}
	}
}
