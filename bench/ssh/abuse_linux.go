package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	mostResident = 300e6 // bytes of the server's, while somebody attacks
	// mostTime is how long an attack may take. One that hangs has shown something.
	mostTime = 90 * time.Second
)

// attack is what a hostile client does. It gives what it saw; the error says
// what of that it should not have been able to.
type attack struct {
	name, title string
	do          func(*attacker) (saw string, err error)
}

// attacker is where an attack comes from. Each attack has addresses of its own,
// so that none suffers from what the server thinks of another one.
type attacker struct {
	target
	number int
}

// source is one of the attacker's addresses, each in a network of its own, so that
// what is tried is the limit that an attack is about. The readers have others.
func (a *attacker) source(n int) string {
	return fmt.Sprintf("127.%d.%d.1", 1+a.number, n)
}

// neighbour is one of many addresses in one network.
func (a *attacker) neighbour(n int) string { return fmt.Sprintf("127.%d.255.%d", 1+a.number, 1+n) }

// attacks are all of them. An attack's addresses follow from its place: put new
// ones at the end of a list.
func attacks() []attack {
	return slices.Concat(terminalAttacks(), dataAttacks(), commandAttacks(), loginAttacks(), keyAttacks(), furtherAttacks())
}

func listAttacks() {
	for _, one := range attacks() {
		fmt.Println(one.name)
	}
}

// attack carries out one attack and nothing else: the job of a process of its
// own, so that its work does not delay those who measure.
func (t target) attack(name string) error {
	all := attacks()
	i := slices.IndexFunc(all, func(one attack) bool { return one.name == name })
	if i < 0 {
		return fmt.Errorf("there is no attack %q", name)
	}
	saw, err := all[i].do(&attacker{t, i})
	fmt.Print(saw)
	return err
}

// abuse has n readers read while somebody attacks, and says what became of them,
// of the server and of the attack. The error says that it was too much.
func (t target) abuse(n int, name string) error {
	all := attacks()
	i := slices.IndexFunc(all, func(one attack) bool { return one.name == name })
	if i < 0 {
		return fmt.Errorf("there is no attack %q", name)
	}
	readers, err := t.openAll(n)
	if err != nil {
		fmt.Printf("FAIL %-12s nobody could read before it began: %v\n", name, err)
		return errTooMuch
	}
	time.Sleep(3 * time.Second) // who has just come has not yet the rights of those who read
	during, over := context.WithTimeout(context.Background(), mostTime)
	defer over()
	type outcome struct {
		saw string
		err error
	}
	attacked := make(chan outcome, 1)
	go func() {
		saw, err := t.attackFrom(during, name)
		attacked <- outcome{saw, err}
		over()
	}()
	highest := make(chan float64, 1)
	go func() { highest <- t.highest(during) }()
	// At least five seconds, and as long as the attack takes.
	answers, readErr := read(readers, 5*time.Second, 200*time.Millisecond, during.Done())
	seen, resident := <-attacked, <-highest
	now, err := t.usage()
	var faults []string
	for _, fault := range []struct {
		is  bool
		say string
	}{
		{err != nil, "the server has ended"},
		{readErr != nil, fmt.Sprintf("lost: %v", readErr)},
		{seen.err != nil, fmt.Sprint(seen.err)},
		{answers.at(99) > t.wait, fmt.Sprintf("readers wait %.0f ms", answers.at(99).Seconds()*1000)},
		{resident > mostResident, fmt.Sprintf("%.0f MB resident", resident/1e6)},
	} {
		if fault.is {
			faults = append(faults, fault.say)
		}
	}
	verdict := "ok  "
	if len(faults) > 0 {
		verdict = "FAIL"
	}
	fmt.Printf("%s %-12s %-44s readers %v; at most %.0f MB, %d descriptors; %s\n", verdict, name, all[i].title, answers, resident/1e6, now.descriptors, seen.saw)
	if len(faults) > 0 {
		fmt.Printf("     %s: %s\n", name, strings.Join(faults, "; "))
		return errTooMuch
	}
	return nil
}

// errTooMuch ends abuse that has said already what was wrong.
var errTooMuch = errors.New("it was too much")

// attackFrom carries out an attack in another process, with what it leaves of
// the processors: on a real network it has its own.
func (t target) attackFrom(ctx context.Context, name string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	var out, errs bytes.Buffer
	command := exec.CommandContext(ctx, self, "-folder", t.folder, "-library", t.library, "attack", t.address, t.process, name) //nolint:gosec // it is this program
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Start(); err != nil {
		return "", err
	}
	const lower = 5
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, command.Process.Pid, lower) // where it may not, the figures are worse
	err = command.Wait()
	switch said := strings.TrimSpace(errs.String()); {
	case ctx.Err() != nil:
		err = fmt.Errorf("it took more than %v", mostTime)
	case err != nil && said != "":
		err = errors.New(said)
	}
	return out.String(), err
}

// highest gives the most memory that the server had until the context ends.
func (t target) highest(ctx context.Context) float64 {
	most := 0
	often := time.NewTicker(20 * time.Millisecond)
	defer often.Stop()
	for {
		if resident, err := t.resident(); err == nil {
			most = max(most, resident)
		}
		select {
		case <-ctx.Done():
			return float64(most)
		case <-often.C:
		}
	}
}

func (t target) resident() (int, error) {
	statm, err := os.ReadFile("/proc/" + t.process + "/statm")
	if err != nil {
		return 0, err
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	return pages * os.Getpagesize(), err
}
