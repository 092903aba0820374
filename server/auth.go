package server

import (
	"errors"
	"fmt"

	gossh "golang.org/x/crypto/ssh"

	"broadsheet/server/authorizedkeys"
)

// Mode says who may log in.
type Mode int

// The modes.
const (
	Open   Mode = iota // any key is an account, and guests need none
	Allow              // the keys of a list alone
	Closed             // nobody
)

// The user names that ask for no key.
const (
	userAnonymous = "anon"
	userGuest     = "guest"
)

// What the outcome of a login is kept under. It comes with the connection from
// the login that succeeded; what a callback saw of keys that were only offered
// is worth nothing.
const (
	accountExtension  = "account"
	commandExtension  = "command"
	terminalExtension = "no terminal"
)

// errKeyFirst sends a client on to the next way of logging in.
var errKeyFirst = errors.New("a key is asked for first")

// errLate refuses a client whose source has logged in too often.
var errLate = errors.New("there were too many logins from this source")

// errOffers refuses a client that does not stop offering keys.
var errOffers = errors.New("too many keys were offered")

// config says how a connection is encrypted, and who may log in.
func (s *Server) config(c *connection) *gossh.ServerConfig {
	settings := s.settings.Load()
	config := &gossh.ServerConfig{
		ServerVersion: "SSH-2.0-broadsheet",
		// Without SHA-1, DSA and finite fields, which the library offers otherwise.
		Config: gossh.Config{
			KeyExchanges: []string{gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, gossh.KeyExchangeECDHP256},
			Ciphers:      []string{gossh.CipherAES128GCM, gossh.CipherChaCha20Poly1305, gossh.CipherAES256GCM, gossh.CipherAES256CTR},
			MACs:         []string{gossh.HMACSHA256ETM, gossh.HMACSHA512ETM},
		},
		PublicKeyAuthAlgorithms: []string{
			gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoECDSA256, gossh.KeyAlgoSKECDSA256,
			gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoRSASHA256, gossh.KeyAlgoRSASHA512,
		},
		MaxAuthTries: 6,
		PublicKeyCallback: func(who gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			if c.offers++; c.offers > mostOffers { // to ask is no try, and may be done without end
				c.refuse(refusedOffers)
				return nil, errOffers
			}
			if c.late {
				return nil, errLate
			}
			return s.logInWithKey(settings, who, key)
		},
		AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
			if err == nil {
				c.login()
			}
		},
	}
	config.AddHostKey(countedKey{s.options.HostKey.signer, c})
	switch {
	case c.late:
		config.BannerCallback = func(gossh.ConnMetadata) string { return refusedLogins.sentence() + "\r\n" }
		s.counts.refuse(refusedLogins)
	case settings.Mode == Closed:
		config.BannerCallback = func(gossh.ConnMetadata) string { return "This server is closed for now; please come back later.\r\n" }
	case settings.Mode == Open:
		openToGuests(config)
	}
	return config
}

// openToGuests lets in who has no key.
func openToGuests(config *gossh.ServerConfig) {
	config.NoClientAuth = true
	config.NoClientAuthCallback = func(who gossh.ConnMetadata) (*gossh.Permissions, error) {
		if who.User() == userAnonymous || who.User() == userGuest {
			return &gossh.Permissions{}, nil
		}
		return nil, errKeyFirst
	}
	// Without a question: who has no key is a guest.
	config.KeyboardInteractiveCallback = func(_ gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
		_, err := ask("", "", nil, nil)
		return &gossh.Permissions{}, err
	}
}

// logInWithKey says whether a key may log in, once the client has proved that it
// is the client's.
func (s *Server) logInWithKey(settings *Settings, who gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	entry := &authorizedkeys.Entry{}
	err := authorizedkeys.CheckKey(key)
	switch {
	case err != nil:
	case settings.Mode == Closed:
		err = errors.New("the server is closed")
	case settings.Mode == Allow:
		if err = s.keys.refresh(s.options.Log); err == nil {
			entry, err = s.keys.find(key, who.RemoteAddr(), s.options.Now())
		}
	}
	if err != nil {
		s.counts.refuse(refusedKey)
		return nil, fmt.Errorf("the key %s is refused: %w", gossh.FingerprintSHA256(key), err)
	}
	p := &gossh.Permissions{Extensions: map[string]string{accountExtension: gossh.FingerprintSHA256(key)}}
	if entry.Forced {
		p.Extensions[commandExtension] = entry.Command
	}
	if entry.NoTerminal {
		p.Extensions[terminalExtension] = "yes"
	}
	return p, nil
}
