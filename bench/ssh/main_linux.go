// Ssh measures an SSH server from outside: what sessions cost that idle and that
// read, how soon a key is answered, what it sends for a key, and what becomes of
// it under abuse. It also is two servers to compare with. See bench/ssh.sh and
// bench/abuse.sh.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

var errUsage = errors.New(`usage: ssh raw|bare ADDRESS
       ssh [-n N] idle|active|keys|connect|churn ADDRESS PID
       ssh attacks
       ssh [-n N] -folder FOLDER -library FOLDER abuse ADDRESS PID ATTACK`)

func main() {
	n := flag.Int("n", 100, "how many")
	var t target
	flag.StringVar(&t.folder, "folder", "", "the `FOLDER` where the server keeps its log, state and cache")
	flag.StringVar(&t.library, "library", "", "the `FOLDER` of hostile articles among those that it serves")
	flag.DurationVar(&t.wait, "wait", 35*time.Millisecond, "the `TIME` that 99 of 100 keys may take under abuse")
	flag.Parse()
	err := run(*n, t, flag.Args())
	if err != nil && !errors.Is(err, errTooMuch) {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil {
		os.Exit(1)
	}
}

func run(n int, t target, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "attacks":
		listAttacks()
		return nil
	case len(args) == 2 && args[0] == "raw":
		return serve(args[1], echo)
	case len(args) == 2 && args[0] == "bare":
		return serve(args[1], bare)
	case len(args) < 3:
		return errUsage
	}
	t.address, t.process = args[1], args[2]
	if len(args) == 4 {
		switch args[0] {
		case "abuse":
			return t.abuse(n, args[3])
		case "attack":
			return t.attack(args[3])
		}
	}
	jobs := map[string]func(int) error{"idle": t.idle, "active": t.active, "keys": t.keys, "connect": t.connects, "churn": t.churn}
	job, known := jobs[args[0]]
	if !known || len(args) != 3 {
		return errUsage
	}
	return job(n)
}

// times are how long something took, each time.
type times []time.Duration

func (t times) at(percent int) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Clone(t)
	slices.Sort(sorted)
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

func (t times) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()*1000) }
	return fmt.Sprintf("p50 %s  p99 %s  max %s ms (%d)", ms(t.at(50)), ms(t.at(99)), ms(t.at(100)), len(t))
}
