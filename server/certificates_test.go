package server

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	gossh "golang.org/x/crypto/ssh"
)

// Certificates are no keys, whatever is in them: not a good one, nor one that has
// expired, is for a host, for somebody else, from elsewhere, or with a command.
// The log says so.
func TestCertificates(t *testing.T) {
	authority := newSigner(t)
	for name, change := range map[string]func(*gossh.Certificate){
		"good":                 func(*gossh.Certificate) {},
		"expired":              func(c *gossh.Certificate) { c.ValidBefore = bubbleTime - 1 },
		"of hosts":             func(c *gossh.Certificate) { c.CertType = gossh.HostCert },
		"of others":            func(c *gossh.Certificate) { c.ValidPrincipals = []string{"somebody else"} },
		"with unknown options": func(c *gossh.Certificate) { c.CriticalOptions = map[string]string{"unknown": "x"} },
		"with a command":       func(c *gossh.Certificate) { c.CriticalOptions = map[string]string{"force-command": "list"} },
		"for an address":       func(c *gossh.Certificate) { c.CriticalOptions = map[string]string{"source-address": "10.0.0.1/32"} },
	} {
		for _, mode := range []Mode{Open, Allow} {
			t.Run(name, func(t *testing.T) {
				signer := certificate(t, authority, change)
				list := filepath.Join(t.TempDir(), "keys")
				if err := os.WriteFile(list, []byte("cert-authority "+line(authority)+"\n"+line(signer)+"\n"+line(authority)), 0o600); err != nil {
					t.Fatal(err)
				}
				synctest.Test(t, func(t *testing.T) {
					h := build(t, func(o *Options) { o.Settings.Mode, o.Settings.KeysFile = mode, list })
					if _, err := h.login(withKeys("ann", signer)); err == nil {
						t.Errorf("a certificate logs in, in mode %d", mode)
					}
					synctest.Wait()
					if log := h.log.String(); !strings.Contains(log, "certificates are not taken") {
						t.Errorf("the log says %s", log)
					}
				})
			})
		}
	}
}

// certificate gives a key with a certificate of it.
func certificate(t *testing.T, authority gossh.Signer, change func(*gossh.Certificate)) gossh.Signer {
	t.Helper()
	key := newSigner(t)
	c := &gossh.Certificate{
		Key: key.PublicKey(), CertType: gossh.UserCert, ValidPrincipals: []string{"ann"}, ValidBefore: bubbleTime + 3600, ValidAfter: bubbleTime - 3600,
	}
	change(c)
	if err := c.SignCert(rand.Reader, authority); err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewCertSigner(c, key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// bubbleTime is when the time of a bubble begins: at the year 2000.
const bubbleTime = 946_684_800

// A host key that can be broken is refused.
func TestWeakHostKey(t *testing.T) {
	for bits, ok := range map[int]bool{1024: false, 2048: true} {
		private, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		block, err := gossh.MarshalPrivateKey(private, "")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := LoadHostKey(file, rand.Reader); (err == nil) != ok || err != nil && !strings.Contains(err.Error(), "RSA keys of fewer than 2048 bits") {
			t.Errorf("a host key of %d bits: %v", bits, err)
		}
	}
}

// A list of keys is logged with what is not taken of it, and why.
func TestListIsExplained(t *testing.T) {
	for list, want := range map[string]string{
		`from="*,!10.0.0.0/33" K`:        `10.0.0.0/33\" is no network`,
		`from="*,!*.example.org" K`:      "hosts are not looked up",
		`from="*,!10.0.0.1/8" K`:         "perhaps 10.0.0.0/8 is meant",
		`command="list",command="cat" K`: "there twice",
		`cert-authority K`:               "certificates are not taken",
		`verify-required K`:              "PIN",
		`frm="10.0.0.1" K`:               "not known here",
		`command="list K`:                "quotation mark",
		`expiry-time="tomorrow" K`:       "no date",
		`nonsense`:                       "no key",
	} {
		file := filepath.Join(t.TempDir(), "keys")
		text := "# a list\n" + strings.ReplaceAll(list, " K", " "+line(newSigner(t)))
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		log := &lockedBuffer{}
		var keys keyFile
		if err := keys.load(file, slog.New(slog.NewJSONHandler(log, nil))); err != nil {
			t.Fatal(err)
		}
		if said := log.String(); !strings.Contains(said, `"line":2`) || !strings.Contains(said, want) || !strings.Contains(said, file) || keys.list.Len() > 0 {
			t.Errorf("%s admits %d keys, and the log says %s", list, keys.list.Len(), said)
		}
	}
}
