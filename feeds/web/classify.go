package web

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// heldWithoutWord is how long a host is left alone that has been asked too often and
// does not say for how long.
const heldWithoutWord = 10 * time.Minute

const longestAddress = 8 << 10 // bytes

// parseAddress reads an address that can be asked.
func parseAddress(text string) (*url.URL, error) {
	address, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return nil, &Error{Kind: KindAddress, Cause: err}
	}
	address.Host = strings.ToLower(address.Host)
	if !isASCII(address.Host) { // a name in another script, RFC 5891
		name, err := idna.Lookup.ToASCII(address.Hostname())
		if err != nil {
			return nil, &Error{Kind: KindAddress, Cause: err}
		}
		address.Host = strings.TrimSuffix(name+":"+address.Port(), ":")
	}
	if address.Scheme != "http" && address.Scheme != "https" || address.Hostname() == "" || len(text) > longestAddress {
		return nil, &Error{Kind: KindAddress}
	}
	if number, err := strconv.ParseUint(port(address), 10, 16); err != nil || number == 0 {
		return nil, &Error{Kind: KindAddress, Cause: err, Detail: fmt.Sprintf("there is no port %.20s: they are numbers from 1 to 65535", port(address))}
	}
	address.Fragment, address.RawFragment = "", ""
	return address, nil
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// refusal makes an error of an answer that is one, and remembers if the host wants to
// be left alone.
func (v *visit) refusal(answer *http.Response, body io.Reader, now time.Time) error {
	status := answer.StatusCode
	e := &Error{Kind: kindOfStatus(status), Status: status}
	switch {
	case isChallenge(answer.Header):
		e.Kind = KindChallenge
	case status == http.StatusNotModified && v.request.ETag == "" && v.request.LastModified == "":
		e.Kind, e.Detail = KindStatus, "it says that nothing is new to one who knows nothing"
	case status == http.StatusNotModified || status/100 == 2 || isRedirect(answer):
		return nil
	}
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		e.RetryAfter = min(retryAfter(answer.Header, now), longestHold)
		wait := e.RetryAfter
		if wait == 0 && status == http.StatusTooManyRequests {
			wait = heldWithoutWord
		}
		v.turn.hold(now, wait)
	}
	page, _ := readAll(body, longestError) // it tells only what kind of error it is
	if page, _, err := unpack(page, answer.Header, longestError); err == nil && isChallengePage(page) {
		e.Kind = KindChallenge
	}
	return e
}

func kindOfStatus(status int) Kind {
	switch status {
	case http.StatusUnauthorized:
		return KindLogin
	case http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		return KindForbidden
	case http.StatusNotFound:
		return KindNotFound
	case http.StatusProxyAuthRequired:
		return KindProxy
	case http.StatusGone:
		return KindGone
	case http.StatusTooManyRequests:
		return KindTooMany
	}
	if status >= 500 {
		return KindServer
	}
	return KindStatus
}

// connectionError makes an Error of what the network says.
func connectionError(err error) *Error {
	e := &Error{Kind: kindOfConnection(err), Cause: err}
	switch e.Kind {
	case KindPrivate, KindNoHost, KindRefused, KindTimeout: // the sentence says all
	default:
		e.Detail = fmt.Sprintf("%.200s", err.Error())
	}
	return e
}

func kindOfConnection(err error) Kind {
	var (
		name    *net.DNSError
		network *net.OpError
		timeout interface{ Timeout() bool }
	)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return KindPrivate
	case errors.As(err, &network) && (network.Op == "proxyconnect" || network.Op == "socks connect"):
		return KindProxy
	case errors.As(err, &name) && name.IsNotFound:
		return KindNoHost
	case errors.Is(err, errSlow), errors.Is(err, os.ErrDeadlineExceeded):
		return KindTimeout
	case errors.As(err, &name):
		return KindNoNetwork
	case errors.As(err, &timeout) && timeout.Timeout():
		return KindTimeout
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.Errno(10061)): // as Windows has it
		return KindRefused
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.Errno(10051)), errors.Is(err, syscall.Errno(10065)):
		return KindNoNetwork
	}
	return kindOfTLS(err)
}

func kindOfTLS(err error) Kind {
	var (
		invalid   x509.CertificateInvalidError
		wrongName x509.HostnameError
		unknown   x509.UnknownAuthorityError
		failed    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return KindExpired
	case errors.As(err, &wrongName):
		return KindWrongName
	case errors.As(err, &unknown):
		return KindUnknownCA
	case errors.As(err, &invalid), errors.As(err, &failed), errors.As(err, &record), errors.As(err, &alert):
		return KindTLS
	case strings.Contains(err.Error(), "tls: "), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return KindTLS // most of what crypto/tls says has no type
	}
	return KindConnection
}

// isHTTP2 says that HTTP/2 itself went wrong, which HTTP/1.1 may do better: its errors
// in net/http have no types, but names.
func isHTTP2(err error) bool {
	text := err.Error()
	for _, mark := range []string{"http2: ", "stream error: ", "connection error: ", "GOAWAY", "HTTP_1_1_REQUIRED"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}
