package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/crypto/ssh"
)

// serve is an SSH server without any guard, to compare with.
func serve(address string, session func(ssh.Channel)) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		return err
	}
	config := &ssh.ServerConfig{NoClientAuth: true}
	config.AddHostKey(signer)
	var settings net.ListenConfig
	listener, err := settings.Listen(context.Background(), "tcp", address)
	if err != nil {
		return err
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go answer(conn, config, session)
	}
}

func answer(conn net.Conn, config *ssh.ServerConfig, session func(ssh.Channel)) {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		channel, asked, err := offered.Accept()
		if err != nil {
			return
		}
		go func() {
			for request := range asked {
				_ = request.Reply(true, nil)
				if request.Type == "shell" || request.Type == "exec" {
					go session(channel)
				}
			}
		}()
	}
}

// echo answers every key with as many bytes as a frame might have.
func echo(channel ssh.Channel) {
	defer channel.Close() //nolint:errcheck // the client has gone or goes
	frame := bytes.Repeat([]byte("x"), 200)
	for key := make([]byte, 256); ; {
		if _, err := channel.Write(frame); err != nil {
			return
		}
		if _, err := channel.Read(key); err != nil {
			return
		}
	}
}

// bare runs the smallest Bubble Tea program that has a list.
func bare(channel ssh.Channel) {
	defer channel.Close() //nolint:errcheck // the client has gone or goes
	program := tea.NewProgram(&list{}, tea.WithInput(channel), tea.WithOutput(crlf{channel}), tea.WithWindowSize(80, 24),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
	_, _ = program.Run()
}

type crlf struct{ io.Writer }

func (w crlf) Write(p []byte) (int, error) {
	if _, err := w.Writer.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

type list struct{ cursor int }

func (l *list) Init() tea.Cmd { return nil }

func (l *list) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := message.(tea.KeyPressMsg); ok {
		if key.String() == "q" {
			return l, tea.Quit
		}
		l.cursor = (l.cursor + 1) % 23
	}
	return l, nil
}

func (l *list) View() tea.View {
	var b strings.Builder
	for i := range 23 {
		mark := " "
		if i == l.cursor {
			mark = ">"
		}
		fmt.Fprintf(&b, "%s 第%d篇：北京上海长沙发第二轮数字人民币红包\n", mark, i)
	}
	view := tea.NewView(b.String())
	view.AltScreen = true
	return view
}
