package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks that send what nobody reads.

func dataAttacks() []attack {
	return []attack{
		{"packets", "data on channels that ask for nothing", func(a *attacker) (string, error) { return a.unread(32<<10, nothingAsked) }},
		{"bytes", "the same in packets of one byte", func(a *attacker) (string, error) { return a.unread(1, nothingAsked) }},
		{"variables", "the same after a variable", func(a *attacker) (string, error) { return a.unread(1, variableAsked) }},
		{"execinput", "input to commands that read none", func(a *attacker) (string, error) { return a.unread(1, commandAsked) }},
		{"extended", "data for the other stream, beside the reader", func(a *attacker) (string, error) { return a.unread(1, readerAsked) }},
		{"sleepers", "64 connections of 10 channels that ask nothing", (*attacker).sleepers},
	}
}

// What is asked for on a channel before data is sent.
const (
	nothingAsked = iota
	variableAsked
	commandAsked
	readerAsked
)

// quietTime is how long a connection may be there that asks for nothing which is
// worth an answer: the half minute that it may have no session, and some to spare.
const quietTime = 40 * time.Second

// unread sends data in packets of a size on ten channels of one connection, as
// much as it is let, and until it is cut off.
func (a *attacker) unread(size, asked int) (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	const most = 10
	begun := time.Now()
	var channels []ssh.Channel
	for range most {
		channel, err := a.channel(client, asked)
		if err != nil {
			break // so many and no more
		}
		channels = append(channels, channel)
	}
	sent, failures := make([]int, len(channels)), make([]error, len(channels))
	var group sync.WaitGroup
	for i, channel := range channels {
		group.Go(func() {
			var to io.Writer = channel
			if asked == readerAsked {
				to = channel.Stderr()
			}
			piece := make([]byte, size)
			for failures[i] == nil && time.Since(begun) < quietTime {
				var n int
				n, failures[i] = to.Write(piece)
				sent[i] += n
			}
		})
	}
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(quietTime):
	}
	now, err := a.usage()
	total := 0
	select {
	case <-done:
		for _, n := range sent {
			total += n
		}
	default: // they wait, and are not looked at
	}
	saw := fmt.Sprintf("%.0f s, %d KB taken, then %.0f MB resident", time.Since(begun).Seconds(), total>>10, float64(now.resident)/1e6)
	if err != nil {
		return saw, err
	}
	if asked == readerAsked || asked == commandAsked {
		return saw, nil // what is running may be there
	}
	if _, _, err := client.SendRequest("is anybody there", true, nil); err == nil {
		return saw, fmt.Errorf("after %v the connection is still there", quietTime)
	}
	return saw, nil
}

// channel opens a channel, and asks for something on it.
func (a *attacker) channel(client *ssh.Client, asked int) (ssh.Channel, error) {
	channel, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		return nil, err
	}
	go ssh.DiscardRequests(requests)
	go func() { _, _ = io.Copy(io.Discard, channel) }()
	switch asked {
	case variableAsked:
		_, err = channel.SendRequest("env", true, ssh.Marshal(struct{ Name, Value string }{"LANG", "C"}))
	case commandAsked:
		_, err = channel.SendRequest("exec", true, ssh.Marshal(struct{ Line string }{"search --limit 0 " + common}))
	case readerAsked:
		_, err = channel.SendRequest("pty-req", true, ssh.Marshal(struct {
			Term          string
			Columns, Rows uint32
			X, Y          uint32
			Modes         string
		}{Term: "xterm", Columns: 80, Rows: 24}))
		if err == nil {
			_, err = channel.SendRequest("shell", true, nil)
		}
	}
	return channel, err
}

// sleepers opens channels and does nothing with them, on as many connections as
// one source may have.
func (a *attacker) sleepers() (string, error) {
	var clients []*ssh.Client
	channels := 0
	for range 64 {
		client, err := a.dial(a.source(0))
		if err != nil {
			break
		}
		clients = append(clients, client)
		for range 10 {
			if _, err := a.channel(client, nothingAsked); err == nil {
				channels++
			}
		}
	}
	ended := make(chan struct{}, len(clients))
	for _, client := range clients {
		go func() {
			_ = client.Wait()
			ended <- struct{}{}
		}()
	}
	late := time.After(60 * time.Second)
	for n := range clients {
		select {
		case <-ended:
		case <-late:
			return fmt.Sprintf("%d connections, %d channels", len(clients), channels), fmt.Errorf("after a minute %d connections are still there", len(clients)-n)
		}
	}
	return fmt.Sprintf("%d connections, %d channels, all ended", len(clients), channels), nil
}
