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

var errUsage = errors.New("usage: ssh raw|bare ADDRESS, or ssh [-n N] idle|active|keys|connect|churn|abuse ADDRESS PID")

func main() {
	n := flag.Int("n", 100, "how many")
	flag.Parse()
	if err := run(*n, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(n int, args []string) error {
	if len(args) == 2 {
		switch args[0] {
		case "raw":
			return serve(args[1], echo)
		case "bare":
			return serve(args[1], bare)
		}
	}
	if len(args) != 3 {
		return errUsage
	}
	t := target{address: args[1], process: args[2]}
	jobs := map[string]func(int) error{
		"idle": t.idle, "active": t.active, "keys": t.keys, "connect": t.connects, "churn": t.churn, "abuse": t.abuse,
	}
	job, known := jobs[args[0]]
	if !known {
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
