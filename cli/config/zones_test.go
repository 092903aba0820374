package config

import (
	"testing"
	"time"
)

// Zones are known by their names, with their past, on machines without a table
// of zones too; what is no zone is none.
func TestZones(t *testing.T) {
	for _, test := range []struct{ name, at, want string }{
		{"Asia/Shanghai", "1986-07-15T12:00:00Z", "1986-07-15T21:00:00+09:00"},
		{"Asia/Shanghai", "2026-07-15T12:00:00Z", "2026-07-15T20:00:00+08:00"},
		{"Europe/Berlin", "1950-07-15T12:00:00Z", "1950-07-15T13:00:00+01:00"},
		{"Europe/Berlin", "2021-07-15T12:00:00Z", "2021-07-15T14:00:00+02:00"},
		{"America/New_York", "2000-01-15T12:00:00Z", "2000-01-15T07:00:00-05:00"},
		{"UTC", "2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z"},
		{"Etc/GMT+3", "2026-01-15T12:00:00Z", "2026-01-15T09:00:00-03:00"},
		{"Zulu", "2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z"},
		{"Africa/Abidjan", "2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z"},
	} {
		zone, err := asZone(test.name)
		if err != nil {
			t.Errorf("the zone %s: %v", test.name, err)
			continue
		}
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := at.In(zone).Format(time.RFC3339); got != test.want {
			t.Errorf("in %s it is %s, and not %s", test.name, got, test.want)
		}
	}
	for _, name := range []string{"Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Local/x", ""} {
		if zone, err := asZone(name); err == nil {
			t.Errorf("there is a zone %q: %v", name, zone)
		}
	}
}
