package cli

import (
	"fmt"
	"time"
	_ "time/tzdata" // the zones, for machines that have no table of them: containers, Windows
)

func timezoneSetting() setting {
	return setting{
		name:    "timezone",
		help:    "The zone that dates are shown in, and that a query's days are meant in. Without it TZ decides, and then the machine.",
		example: []string{`timezone = "Asia/Shanghai"`},
		set: func(source sourceOf, value any) (err error) {
			source.config.timezone, err = asZone(value)
			return err
		},
		show: func(c *config) string { return quote(c.timezone.String()) },
	}
}

func dateZoneSetting() setting {
	return setting{
		name:    "date_zone",
		help:    "The zone of dates that name none, in the articles' front matter.",
		example: []string{`date_zone = "UTC"`},
		set: func(source sourceOf, value any) (err error) {
			source.config.dateZone, err = asZone(value)
			return err
		},
		show: func(c *config) string { return quote(c.dateZone.String()) },
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
