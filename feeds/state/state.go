// Package state keeps what is known of feeds between two fetches: validators, when to
// ask again, and which entry is which file.
package state
