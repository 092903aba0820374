package config

import (
	"strings"
	"time"
)

// Environment is the surroundings of a call that settings depend on.
type Environment struct {
	Variables []string       // "NAME=value", as os.Environ gives it
	Local     *time.Location // the zone of the machine; nil: UTC
}

// Lookup finds an environment variable. Of several with one name the last one
// counts, as in package os/exec.
func (e Environment) Lookup(name string) (value string, ok bool) {
	for i := len(e.Variables) - 1; i >= 0; i-- {
		if key, value, ok := strings.Cut(e.Variables[i], "="); ok && key == name {
			return value, true
		}
	}
	return "", false
}

// Get is Lookup for those who take an empty variable for an unset one.
func (e Environment) Get(name string) string {
	value, _ := e.Lookup(name)
	return value
}
