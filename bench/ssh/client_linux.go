package main

import (
	"bytes"
	"errors"
	"io"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds what attacks have in common.

// outcome is what came of a command.
type outcome struct {
	line     string // what was asked for
	out, err string
	status   int // -1: the connection or the session was cut off
	took     time.Duration
}

// mostOutput is how much of an output is kept.
const mostOutput = 64 << 10

// beginning keeps the first part of what is written to it.
type beginning struct{ bytes.Buffer }

func (b *beginning) Write(p []byte) (int, error) {
	if room := mostOutput - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// command runs a command line.
func command(client *ssh.Client, line string) outcome {
	begun := time.Now()
	session, err := client.NewSession()
	if err != nil {
		return outcome{line: line, err: err.Error(), status: -1}
	}
	defer session.Close() //nolint:errcheck // it has ended
	var out, errs beginning
	session.Stdout, session.Stderr = &out, &errs
	err = session.Run(line)
	status := 0
	var exit *ssh.ExitError
	switch {
	case errors.As(err, &exit):
		status = exit.ExitStatus()
	case err != nil:
		status = -1
	}
	return outcome{line, out.String(), errs.String(), status, time.Since(begun)}
}

// commandFor runs a command for so long at most, and then closes the connection.
func commandFor(client *ssh.Client, line string, limit time.Duration) outcome {
	late := time.AfterFunc(limit, func() { _ = client.Close() })
	defer late.Stop()
	return command(client, line)
}

// typing opens the reader and types into it.
func (a *attacker) typing(from string, width, height int, keys string) (*ssh.Client, *reader, error) {
	client, err := a.dial(from)
	if err != nil {
		return nil, nil, err
	}
	r, err := open(client, width, height)
	if err != nil {
		_ = client.Close()
		return nil, nil, err
	}
	select {
	case <-r.first:
	case <-time.After(10 * time.Second):
		_ = client.Close()
		return nil, nil, errors.New("the reader shows nothing")
	}
	if _, err := io.WriteString(r.keys, keys); err != nil {
		_ = client.Close()
		return nil, nil, err
	}
	return client, r, nil
}
