package authorizedkeys

import (
	"crypto/rsa"
	"errors"
	"fmt"

	gossh "golang.org/x/crypto/ssh"
)

// keyKind says whether a word is the name of a kind of key that can be read.
func keyKind(word string) bool {
	switch word {
	case gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoECDSA256, gossh.KeyAlgoSKECDSA256,
		gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoRSA, kindDSA,
		gossh.CertAlgoED25519v01, gossh.CertAlgoSKED25519v01, gossh.CertAlgoECDSA256v01, gossh.CertAlgoSKECDSA256v01,
		gossh.CertAlgoECDSA384v01, gossh.CertAlgoECDSA521v01, gossh.CertAlgoRSAv01, certificateDSA:
		return true
	}
	return false
}

// The names of DSA keys and their certificates, which are refused.
const (
	kindDSA        = "ssh-dss"
	certificateDSA = "ssh-dss-cert-v01@openssh.com"
)

// leastBits is how long an RSA key must be, of a client or of the server.
const leastBits = 2048

// CheckKey refuses keys that others could make up, and what is no key alone. It is
// for every key, of a client or of a server, whether a list has it or not.
func CheckKey(key gossh.PublicKey) error {
	if _, ok := key.(*gossh.Certificate); ok {
		return errors.New("certificates are not taken; use the key without its certificate")
	}
	if key.Type() == kindDSA {
		return errors.New("DSA keys are not taken; make one with `ssh-keygen -t ed25519`")
	}
	crypto, ok := key.(gossh.CryptoPublicKey)
	if !ok {
		return nil
	}
	if public, ok := crypto.CryptoPublicKey().(*rsa.PublicKey); ok && public.N.BitLen() < leastBits {
		return fmt.Errorf("RSA keys of fewer than %d bits are not taken; make one with `ssh-keygen -t ed25519`", leastBits)
	}
	return nil
}
