package server

import (
	"crypto/dsa" //nolint:staticcheck // to see that such keys are refused
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	gossh "golang.org/x/crypto/ssh"
)

func withKeys(user string, signers ...gossh.Signer) func(*gossh.ClientConfig) {
	return func(c *gossh.ClientConfig) {
		c.User, c.Auth = user, []gossh.AuthMethod{gossh.PublicKeys(signers...)}
	}
}

func line(key gossh.Signer) string {
	return key.PublicKey().Type() + " " + base64.StdEncoding.EncodeToString(key.PublicKey().Marshal())
}

// account gives what a command is told of who runs it.
func account(client *gossh.Client) (string, error) {
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	var name strings.Builder
	session.Stderr = &name
	err = session.Run("say")
	return strings.TrimSuffix(name.String(), "\n"), err
}

// A key is an account, whatever user name comes with it; without a key, or under
// the name of a guest, one has none.
func TestAccounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		one, two := newSigner(t), newSigner(t)
		asked := func(user string) func(*gossh.ClientConfig) {
			return func(c *gossh.ClientConfig) {
				c.User = user
				c.Auth = []gossh.AuthMethod{gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
					if len(questions) > 0 {
						t.Errorf("a guest is asked %q", questions)
					}
					return nil, nil
				})}
			}
		}
		for _, test := range []struct {
			name   string
			config func(*gossh.ClientConfig)
			want   string
		}{
			{"a key", withKeys("ann", one), gossh.FingerprintSHA256(one.PublicKey())},
			{"the key with another name", withKeys("root", one), gossh.FingerprintSHA256(one.PublicKey())},
			{"another key", withKeys("ann", two), gossh.FingerprintSHA256(two.PublicKey())},
			{"anon", withKeys("anon", one), ""},
			{"guest", nil, ""},
			{"no key", asked("ann"), ""},
		} {
			client, err := h.login(test.config)
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			if got, err := account(client); err != nil || got != test.want {
				t.Errorf("%s is the account %q (%v), want %q", test.name, got, err, test.want)
			}
			_ = client.Close()
		}
		if _, err := h.login(func(c *gossh.ClientConfig) { c.User, c.Auth = "ann", []gossh.AuthMethod{gossh.Password("x")} }); err == nil {
			t.Error("a password is taken")
		}
	})
}

// offered is a key that a client offers, but cannot prove to have.
type offered struct{ gossh.Signer }

func (o offered) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	return &gossh.Signature{Format: gossh.KeyAlgoED25519, Blob: make([]byte, 64)}, nil
}

// The account is that of the key that was proved, not of one that was offered.
func TestOfferedKeyIsNoAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		victim, own := newSigner(t), newSigner(t)
		if _, err := h.login(withKeys("ann", offered{victim})); err == nil {
			t.Fatal("a key that is not proved logs in")
		}
		client, err := h.login(func(c *gossh.ClientConfig) {
			c.User = "ann"
			c.Auth = []gossh.AuthMethod{gossh.PublicKeysCallback(func() ([]gossh.Signer, error) {
				return []gossh.Signer{own, offered{victim}}, nil
			})}
		})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := account(client); err != nil || got != gossh.FingerprintSHA256(own.PublicKey()) {
			t.Errorf("the account is %q (%v)", got, err)
		}
	})
}

// To ask whether a key would do is no try; who asks without end is let go.
func TestKeysOfferedWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		wire := h.connect("198.51.100.7:1000")
		synctest.Wait()
		offer := h.server.config(h.server.connections()[0]).PublicKeyCallback
		for i := range 20 {
			if _, err := offer(nil, newSigner(t).PublicKey()); err != nil {
				t.Fatalf("offer %d is refused: %v", i, err)
			}
		}
		if _, err := offer(nil, newSigner(t).PublicKey()); err == nil {
			t.Error("keys may be offered without end")
		}
		_, _ = io.Copy(io.Discard, wire) // it ends
		synctest.Wait()
		h.wantCount("connections", 0)
		h.wantCount("refused: too many keys offered", 1)
	})
}

// The list of keys decides in mode Allow, with its options, and a change counts
// from the next login on.
func TestAllow(t *testing.T) {
	file := filepath.Join(t.TempDir(), "authorized_keys")
	listed, restricted, expired, away, forced, stranger := newSigner(t), newSigner(t), newSigner(t), newSigner(t), newSigner(t), newSigner(t)
	write := func(lines ...string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(
		"# who may read",
		"this is no key",
		`surprising-option `+line(stranger),
		"",
		line(listed)+" ann@example.org",
		`restrict `+line(restricted),
		`expiry-time="19991231" `+line(expired), // in a bubble it is the year 2000
		`from="10.0.0.0/8,192.0.2.*,!192.0.2.66" `+line(away),
		`command="say forced",no-port-forwarding `+line(forced),
	)
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(o *Options) { o.Settings.Mode, o.Settings.KeysFile = Allow, file })
		if log := h.log.String(); !strings.Contains(log, `"line":2`) || !strings.Contains(log, `"line":3`) || !strings.Contains(log, `"keys":5,"skipped":2`) {
			t.Errorf("the wrong lines are not told: %s", log)
		}
		for _, test := range []struct {
			name, from string
			config     func(*gossh.ClientConfig)
			ok         bool
		}{
			{"a listed key", "198.51.100.1:1", withKeys("ann", listed), true},
			{"an expired key", "198.51.100.1:1", withKeys("ann", expired), false},
			{"a stranger's key", "198.51.100.1:1", withKeys("ann", stranger), false},
			{"a guest", "198.51.100.1:1", nil, false},
			{"a key away from home", "198.51.100.1:1", withKeys("ann", away), false},
			{"a key at home", "10.1.2.3:1", withKeys("ann", away), true},
			{"a key in the pattern", "192.0.2.5:1", withKeys("ann", away), true},
			{"a key from the one that is not to", "192.0.2.66:1", withKeys("ann", away), false},
		} {
			client, err := h.loginFrom(test.from, test.config)
			if test.ok != (err == nil) {
				t.Errorf("%s: %v", test.name, err)
			}
			if err == nil {
				_ = client.Close()
			}
		}
		checkOptions(h, restricted, forced)

		write(line(stranger))
		h.canLogin(stranger, true)
		h.canLogin(listed, false)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		h.canLogin(stranger, false)
	})
}

// canLogin says whether a key logs in that should, or should not.
func (h *house) canLogin(key gossh.Signer, want bool) {
	h.t.Helper()
	client, err := h.login(withKeys("ann", key))
	if err == nil {
		_ = client.Close()
	}
	if (err == nil) != want {
		h.t.Errorf("a key logs in, which is to be %v: %v", want, err)
	}
}

// checkOptions looks at what a restricted key may do, and one with a command.
func checkOptions(h *house, restricted, forced gossh.Signer) {
	h.t.Helper()
	client, err := h.login(withKeys("ann", restricted))
	if err != nil {
		h.t.Fatal(err)
	}
	if h.session(client).RequestPty("xterm", 24, 80, nil) == nil {
		h.t.Error("a restricted key has a terminal")
	}
	if client, err = h.login(withKeys("ann", forced)); err != nil {
		h.t.Fatal(err)
	}
	if out, err := h.session(client).Output("flood"); err != nil || string(out) != "forced\n" {
		h.t.Errorf("a key with a command runs another: %.20q, %v", out, err)
	}
}

// A closed server lets nobody in; who is there stays, and reloading opens it.
func TestClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		settings := Settings{Mode: Closed, Limits: DefaultLimits()}
		if err := h.server.Reload(settings); err != nil {
			t.Fatal(err)
		}
		banner := ""
		for _, config := range []func(*gossh.ClientConfig){nil, withKeys("ann", newSigner(t))} {
			if _, err := h.login(func(c *gossh.ClientConfig) {
				c.BannerCallback = func(text string) error { banner = text; return nil }
				if config != nil {
					config(c)
				}
			}); err == nil {
				t.Error("somebody logs in to a closed server")
			}
		}
		if !strings.Contains(banner, "closed for now") {
			t.Errorf("the client is told %q", banner)
		}
		r.typeKeys("x")
		r.wantScreen(t, "x")
		settings.Mode = Open
		if err := h.server.Reload(settings); err != nil {
			t.Fatal(err)
		}
		h.mustLogin()
		if h.server.Reload(Settings{Mode: Allow, KeysFile: "/nowhere/keys", Limits: DefaultLimits()}) == nil {
			t.Error("a list that is not there is taken")
		}
		h.mustLogin()
	})
}

// Short keys and old algorithms are refused.
func TestWeakKeys(t *testing.T) {
	t.Setenv("GODEBUG", "rsa1024min=0")
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	long, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	signer := func(key any) gossh.Signer {
		s, err := gossh.NewSignerFromKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	old := new(dsa.PrivateKey)
	if err := dsa.GenerateParameters(&old.Parameters, rand.Reader, dsa.L1024N160); err != nil {
		t.Fatal(err)
	}
	if err := dsa.GenerateKey(old, rand.Reader); err != nil {
		t.Fatal(err)
	}
	sha1, err := gossh.NewSignerWithAlgorithms(signer(long).(gossh.AlgorithmSigner), []string{gossh.KeyAlgoRSA})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		for name, key := range map[string]gossh.Signer{"1024 bits": signer(short), "DSA": signer(old), "SHA-1": sha1} {
			if _, err := h.login(withKeys("ann", key)); err == nil {
				t.Errorf("a key with %s logs in", name)
			}
		}
		if _, err := h.login(withKeys("ann", signer(long))); err != nil {
			t.Errorf("a key with 2048 bits cannot log in: %v", err)
		}
	})
}

// Only what is good today is spoken.
func TestAlgorithms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		spoken := func(change func(*gossh.Config)) bool {
			client, err := h.login(func(c *gossh.ClientConfig) { change(&c.Config) })
			if err == nil {
				_ = client.Close()
			}
			return err == nil
		}
		supported, insecure := gossh.SupportedAlgorithms(), gossh.InsecureAlgorithms()
		var kex, ciphers, macs []string
		for _, name := range slices.Concat(supported.KeyExchanges, insecure.KeyExchanges) {
			if spoken(func(c *gossh.Config) { c.KeyExchanges = []string{name} }) {
				kex = append(kex, name)
			}
		}
		for _, name := range slices.Concat(supported.Ciphers, insecure.Ciphers) {
			if spoken(func(c *gossh.Config) { c.Ciphers = []string{name} }) {
				ciphers = append(ciphers, name)
			}
		}
		for _, name := range slices.Concat(supported.MACs, insecure.MACs) {
			if spoken(func(c *gossh.Config) { c.Ciphers, c.MACs = []string{"aes256-ctr"}, []string{name} }) {
				macs = append(macs, name)
			}
		}
		got := fmt.Sprint(kex, ciphers, macs)
		const want = "[mlkem768x25519-sha256 curve25519-sha256 ecdh-sha2-nistp256] " +
			"[aes128-gcm@openssh.com aes256-gcm@openssh.com chacha20-poly1305@openssh.com aes256-ctr] " +
			"[hmac-sha2-256-etm@openssh.com hmac-sha2-512-etm@openssh.com]"
		if got != want {
			t.Errorf("what is spoken is\n%s, want\n%s", got, want)
		}
	})
}

// The host key is made once, for nobody else to read.
func TestHostKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state", "key")
	first, made, err := LoadHostKey(file, rand.Reader)
	if err != nil || !made {
		t.Fatalf("no key is made: %v, %v", made, err)
	}
	again, made, err := LoadHostKey(file, rand.Reader)
	if err != nil || made || again.Fingerprint() != first.Fingerprint() {
		t.Errorf("the key is another one the second time: %v, %v", made, err)
	}
	if !strings.HasPrefix(first.Fingerprint(), "SHA256:") {
		t.Errorf("the fingerprint is %q", first.Fingerprint())
	}
	if err := os.WriteFile(file, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := LoadHostKey(file, rand.Reader); err == nil {
		t.Error("a file without a key is taken")
	}
}
