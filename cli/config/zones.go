package config

import (
	"fmt"
	"time"
	_ "time/tzdata" // zones are known on machines too that have no table of them
)

func timezoneSetting() Setting {
	return Setting{
		Name:    "timezone",
		Help:    "The zone that dates are shown in, and that a query's days are meant in. Without it TZ decides, and then the machine.",
		Example: []string{`timezone = "Asia/Shanghai"`},
		set: func(source sourceOf, value any) (err error) {
			source.config.Timezone, err = asZone(value)
			return err
		},
		show: func(c *Config) string { return quote(c.Timezone.String()) },
	}
}

func dateZoneSetting() Setting {
	return Setting{
		Name:    "date_zone",
		Help:    "The zone of dates that name none, in the articles' front matter.",
		Example: []string{`date_zone = "UTC"`},
		set: func(source sourceOf, value any) (err error) {
			source.config.DateZone, err = asZone(value)
			return err
		},
		show: func(c *Config) string { return quote(c.DateZone.String()) },
	}
}

// asZone takes the name of a time zone.
func asZone(value any) (*time.Location, error) {
	text, err := asString(value)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(text)
	if err != nil || text == "" {
		return nil, fmt.Errorf(`%q is no time zone; they are called like "Europe/Berlin", "Asia/Shanghai" or "UTC"`, text)
	}
	return zone, nil
}
