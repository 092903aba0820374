//go:build unix

package authorizedkeys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/pem"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/sync/errgroup"
)

var update = flag.Bool("update", false, "write what sshd says anew")

// sshd is the real one, on a port of its own.
type sshd struct {
	t       *testing.T
	address string
	keys    string // the list of keys
	user    string
}

// startSSHD starts the sshd that BROADSHEET_SSHD names, or gives nil without it.
// It needs its user's right to log in as that user: run it as root, or in a
// container.
func startSSHD(t *testing.T) *sshd {
	t.Helper()
	program := os.Getenv("BROADSHEET_SSHD")
	if program == "" {
		t.Log("left out: sshd is asked only where BROADSHEET_SSHD says where it is, as in /usr/sbin/sshd")
		return nil
	}
	who, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	host := filepath.Join(folder, "host")
	writeHostKey(t, host)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sshd{t: t, address: listener.Addr().String(), keys: filepath.Join(folder, "keys"), user: who.Username}
	_ = listener.Close()
	_, port, _ := net.SplitHostPort(s.address)
	options := []string{
		"Port=" + port, "ListenAddress=127.0.0.1", "HostKey=" + host, "PidFile=none", "AuthorizedKeysFile=" + s.keys,
		"StrictModes=no", "UsePAM=no", "PasswordAuthentication=no", "KbdInteractiveAuthentication=no",
		"SetEnv=SHLVL=5", // so that bash reads no file of the user's
		"PermitRootLogin=yes", "MaxStartups=1000", "UseDNS=no", "PubkeyAcceptedAlgorithms=+ssh-rsa",
	}
	arguments := []string{"-D", "-e", "-f", "/dev/null"}
	for _, option := range options {
		arguments = append(arguments, "-o", option)
	}
	const penalties = "PerSourcePenalties=no" // from OpenSSH 9.8 on
	if exec.CommandContext(t.Context(), program, "-t", "-f", "/dev/null", "-o", "HostKey="+host, "-o", penalties).Run() == nil {
		arguments = append(arguments, "-o", penalties)
	}
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Env = append(os.Environ(), "TZ=UTC")
	var said bytes.Buffer
	command.Stderr = &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		if t.Failed() {
			t.Logf("sshd said at the end: %s", said.String()[max(0, said.Len()-2000):])
		}
	})
	for range 200 {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.address)
		if err == nil {
			_ = conn.Close()
			return s
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("sshd does not answer: %s", said.String())
	return nil
}

// verdict is what a list of keys makes of a login.
type verdict struct {
	admitted, terminal bool
	said               string // by the command that was run
}

// ask logs in with a key from an address. A command takes sshd long, so that it is
// run only where there is one to be forced.
func (s *sshd) ask(key gossh.Signer, from string, run bool) (verdict, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	conn, err := dialer.Dial("tcp", s.address)
	if err != nil {
		return verdict{}, err
	}
	defer conn.Close() //nolint:errcheck // it is the end of it
	if err := conn.SetDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return verdict{}, err
	}
	config := &gossh.ClientConfig{User: s.user, Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()}
	c, channels, requests, err := gossh.NewClientConn(conn, "", config)
	if err != nil {
		return verdict{}, nil //nolint:nilerr // it is refused
	}
	session, err := gossh.NewClient(c, channels, requests).NewSession()
	if err != nil {
		return verdict{}, err
	}
	v := verdict{admitted: true, terminal: session.RequestPty("xterm", 24, 80, nil) == nil, said: "asked"}
	if !run {
		return v, nil
	}
	out, _ := session.Output("echo asked") // the status is that of the forced command
	v.said = strings.TrimSpace(strings.ReplaceAll(string(out), "\r\n", "\n"))
	return v, nil
}

// judge is what we make of it. The commands of lists are given to a shell, as sshd
// does, where one is given.
func judge(t *testing.T, list string, key gossh.Signer, from, shell string) verdict {
	t.Helper()
	read, _ := Parse([]byte(list), time.UTC)
	entry, err := read.Find(key.PublicKey(), &net.TCPAddr{IP: net.ParseIP(from), Port: 1}, time.Now())
	if err != nil {
		return verdict{}
	}
	v := verdict{admitted: true, terminal: !entry.NoTerminal, said: "asked"}
	if entry.Forced {
		v.said = "forced"
	}
	if entry.Forced && shell != "" {
		out, _ := exec.CommandContext(t.Context(), shell, "-c", entry.Command).CombinedOutput() // what it says is what counts
		v.said = strings.TrimSpace(string(out))
	}
	return v
}

// listCase is a list of keys in which K is the key that logs in, L another one of
// the same kind, B the text of its blob, and E an ECDSA key.
type listCase struct{ list, from string }

func listCases() []listCase {
	var cases []listCase
	add := func(lists ...string) {
		for _, list := range lists {
			cases = append(cases, listCase{list, "127.0.0.2"})
		}
	}
	// How lines are written.
	add("K", "K\n", "K comment", "K a comment \"with\" marks", "K\r\n", "K comment\r\n", "  K", "\tK", " \t K", "\r\nK", "\n\n\nK\n\n", "# K", " # K", "#K",
		"L", "L\nK", "# x\nL\n\nK", "K\nL", "garbage\nK", "ssh-ed25519\nK", "ssh-ed25519 \nK", "ssh-ed25519 AAAA\nK", "ssh-ed25519 !!!!", "ssh-ed25519 B", "ssh-ed25519   B", "ssh-ed25519\tB",
		"ssh-ed25519 B=", "ssh-ed25519 B\r", "SSH-ED25519 B", "ssh-rsa B", "ssh-ed25519x B", "ecdsa-sha2-nistp256 B", "ed25519 B", "B", "ssh-ed25519 B extra extra", "x K", "ssh-rsa K", "K K",
		"\vK", "\fK", "\u00a0K", "\ufeffK", "K\x00", "a\x00b\nK", strings.Repeat("x", 20_000)+"\nK", "K "+strings.Repeat("x", 20_000), "E", "restrict E", "E\nK",
		"# "+strings.Repeat("x", 10_000)+"\nK", strings.Repeat("L\n", 300)+"K", "K\n"+strings.Repeat("L\n", 300), "environment=\"A="+strings.Repeat("x", 9000)+"\" K")
	// Flags.
	for _, flag := range []string{
		"restrict", "no-pty", "pty", "restrict,pty", "pty,restrict", "no-pty,pty", "RESTRICT", "No-Pty", "restrict,no-pty", "restrict,pty,no-pty", "no-restrict", "agent-forwarding",
		"no-agent-forwarding", "port-forwarding", "no-port-forwarding", "x11-forwarding", "no-x11-forwarding", "no-X11-forwarding", "user-rc", "no-user-rc", "touch-required", "no-touch-required",
		"no-verify-required", "cert-authority", "no-cert-authority", "no-no-pty", "restrictx", "ptyx", "no-ptyx", "xpty", "no-", "unknown", "unknown=\"x\"", "restrict=\"x\"", "no-pty=\"\"",
		"pty,unknown", "unknown,pty", "restrict,restrict", ",restrict", "restrict,", "restrict,,pty", ",", ",,", "restrict;pty", "restrict pty", "restrict , pty", "restrict\t", "\"restrict\"", "restrict\"\"",
		"verify-required", "restrict,cert-authority",
	} {
		add(flag + " K")
	}
	add("restrict  K", "restrict\tK", "restrict \t K", "restrict", "restrict\nK", "restrict ")
	// Commands.
	for _, command := range []string{
		`command="echo one"`, `command=""`, `command="echo \"two\""`, `command="echo a,b"`, `command="echo # x"`, `COMMAND="echo one"`, `command="echo one",command="echo two"`,
		`command="echo one",command=""`, `command="",command="echo one"`, `command=echo`, `command`, `command=`, `command="echo one`, `command="echo one"x`, `command="echo one" x`, `command='echo one'`,
		`command="echo one",`, `,command="echo one"`, `command="echo one",no-pty`, `no-pty,command="echo one"`, `command="echo one",restrict`, `command="echo one";restrict`, `command ="echo one"`,
		`command= "echo one"`, `no-command="echo one"`, `command="echo back\slash"`, `command="echo \\\"x"`, `command="echo one\"`, `command="echo one\\"`, `command="echo	tab"`, `xcommand="echo one"`,
		`command"echo one"`, `command="echo one""`, `command=""echo one"`,
	} {
		add(command + " K")
	}
	// Expiry.
	for _, at := range []string{
		"19991231", "20991231", "209912312359", "20991231235959", "199912312359", "20991231Z", "19991231Z", "209912312359Z", "20991231235959Z", "20991231z", "2099123123", "209912", "", "x", "2099-12-31",
		"20991301", "20990001", "20991232", "20990230", "209912312460", "209912312400", "209912312359600", " 20991231", "20991231 ", "99991231", "00000101", "19700101", "19691231", "20991231UTC", "-0991231", "+0991231",
	} {
		add(`expiry-time="` + at + `" K`)
	}
	add(`expiry-time="20991231",expiry-time="19991231" K`, `expiry-time="19991231",expiry-time="20991231" K`, `expiry-time=20991231 K`, `expiry-time K`, `expiry-time= K`, `EXPIRY-TIME="19991231" K`,
		`expiry-time="20991231",expiry-time="20981231" K`, `no-expiry-time="19991231" K`)
	// Addresses.
	for _, list := range []string{
		"127.0.0.2", "127.0.0.3", "*", "127.*", "127.0.0.?", "127.0.0.??", "128.*", "127.0.0.0/8", "127.0.0.0/30", "127.0.0.2/32", "127.0.0.2/31", "127.0.0.3/31", "127.0.0.0/33", "127.0.0.0/129", "127.0.0.0/x", "127.0.0.0/",
		"/8", "127.0.0.2/0", "0.0.0.0/0", "::/0", "*,!127.0.0.2", "!127.0.0.2,*", "!127.0.0.2", "!127.0.0.3", "*,!127.0.0.3", "127.0.0.2,!127.0.0.0/8", "!127.0.0.0/8,127.0.0.2", "*,!127.0.0.0/33", "*,!127.0.0.1/8",
		"*,!10.0.0.0/33", "!10.0.0.0/33,*", "10.0.0.0/33,*", "*,10.0.0.0/33", "", ",", "*,", ",*", "127.0.0.2,,", "!", "*,!", "!*", "*,!*", "!!127.0.0.2", "*,!!127.0.0.2", " 127.0.0.2", "127.0.0.2 ", "*, !127.0.0.2",
		"localhost", "*.example.org", "*,!*.example.org", "*,!localhost", "127.0.0.2,localhost", "::ffff:127.0.0.2", "::ffff:127.0.0.0/104", "::1", "127.0.0.02", "127.2", "0x7f.0.0.2", "2130706434", "127.0.0.[2]", "127.0.0.[!3]",
		"127.0.0.\\2", "*.*.*.2", "*2", "*3", "*.0.*", "127.0.0.2*", "*127.0.0.2", "**", "?*", "???.?.?.?", "!127.0.0.3,!127.0.0.4,*", "127.0.0.3,127.0.0.4,127.0.0.2", "192.168.0.0/16,127.0.0.0/8", "127.0.0.0/08", "127.0.0.0/+8",
		"*,!127.2", "*,!127.0.0.02", "*,!127.0.0.2 ", "*,! 127.0.0.2", "*,!127.0.0.[2]", "*,!127.0.0.2/", "*,!127.0.0.2/x", "*,!*2", "*,!???.0.0.2", strings.Repeat("10.0.0.1,", 500) + "127.0.0.2", strings.Repeat("x", 2000) + ",*", "*,!" + strings.Repeat("x", 2000),
	} {
		add(`from="` + list + `" K`)
	}
	add(`from=127.0.0.2 K`, `from K`, `from= K`, `FROM="127.0.0.3" K`, `from="127.0.0.2",from="127.0.0.2" K`, `from="127.0.0.3",from="127.0.0.2" K`, `from="127.0.0.2",from="*" K`, `no-from="127.0.0.3" K`,
		`from="127.0.0.2",command="echo one" K`, `from="127.0.0.3",command="echo one" K`)
	// Two lines with the same key: the first that admits.
	add("K\nrestrict K", "restrict K\nK", "from=\"127.0.0.3\" K\nK", "from=\"127.0.0.2\",restrict K\nK", "command=\"echo one\" K\ncommand=\"echo two\" K", "expiry-time=\"19991231\" K\nrestrict K", "unknown K\nK",
		"cert-authority K\nK", "K\ncert-authority K", "restrict K comment\nK", "K\nunknown K", "from=\"10.0.0.0/33\" K\nrestrict K", "from=\"127.0.0.3\",restrict K\nfrom=\"127.0.0.2\",command=\"echo one\" K\nK")
	// Others.
	for _, option := range []string{
		`environment="A=b"`, `environment="A"`, `environment="=b"`, `environment="A-B=c"`, `environment="A="`, `environment="A=b",environment="A=c"`, `environment=A=b`, `permitopen="host:80"`, `permitopen="host:*"`,
		`permitopen="host"`, `permitopen=":80"`, `permitopen="host:x"`, `permitopen="host:0"`, `permitopen="host:70000"`, `permitopen="[::1]:80"`, `permitopen="none"`, `permitopen=""`, `permitlisten="80"`, `permitlisten="host:80"`,
		`permitlisten="*"`, `permitlisten="x"`, `tunnel="0"`, `tunnel="any"`, `tunnel="x"`, `tunnel="1:2"`, `principals="root"`, `principals=""`, `principals="a",principals="b"`, `cert-authority,principals="root"`, `zos-key-ring-label="x"`,
	} {
		add(option + " K")
	}
	return cases
}

// fill puts keys in the place of their letters.
func (c listCase) fill(key, other, third gossh.Signer) string {
	of := map[string]string{"K": line(key), "L": line(other), "E": line(third), "B": strings.Fields(line(key))[1]}
	return regexp.MustCompile(`\b[KLEB]\b`).ReplaceAllStringFunc(c.list, func(letter string) string { return of[letter] })
}

// stricterThanSSHD are the lists that we do not take, and sshd does: where in
// doubt, a line does not admit.
func stricterThanSSHD() map[string]string {
	return map[string]string{
		"K\x00":                                           "a line with a NUL character",
		`expiry-time="20990230" K`:                        "a day that does not exist",
		`verify-required K`:                               "whether a security key has asked for its PIN is not looked at",
		`permitopen=":80" K`:                              "a port without a host",
		`from="*,!!127.0.0.2" K`:                          "a negation of what is no address",
		`from="*,!*.example.org" K`:                       "a host that is to be kept out, which would have to be looked up",
		`from="*,!localhost" K`:                           "a host that is to be kept out",
		`from="127.0.0.02" K`:                             "an address with a leading zero, which some take for octal",
		`from="127.2" K`:                                  "an address that is not whole",
		`from="0x7f.0.0.2" K`:                             "an address in another notation",
		`from="2130706434" K`:                             "an address as one number",
		`from="127.0.0.0/08" K`:                           "a length with a leading zero",
		`from="*,!127.0.0.2 " K`:                          "a blank where it does not belong",
		`from="*,! 127.0.0.2" K`:                          "a blank where it does not belong",
		`from="*, !127.0.0.2" K`:                          "a blank where it does not belong",
		`from="*,!127.0.0.[2]" K`:                         "a negation of what is no address",
		`from="*,!127.0.0.2/" K`:                          "a negation of what is no network",
		`from="*,!127.0.0.2/x" K`:                         "a negation of what is no network",
		"from=\"*,!" + strings.Repeat("x", 2000) + "\" K": "a negation of what is no address",
	}
}

// verdictsOfSSHD is where what sshd says of the lists is kept, for machines that
// have none. `BROADSHEET_SSHD=/usr/sbin/sshd go test ./server/authorizedkeys -run SSHD -update`
// writes it anew.
const verdictsOfSSHD = "testdata/sshd_verdicts.txt"

// TestListsAsSSHD holds our reading of lists of keys against what sshd says of
// them: the real one where it is named, and what it said once everywhere.
func TestListsAsSSHD(t *testing.T) {
	cases := listCases()
	if len(cases) < 200 {
		t.Errorf("%d lists are too few", len(cases))
	}
	keys, lists := make([]gossh.Signer, len(cases)), make([]string, len(cases))
	for i, c := range cases {
		keys[i] = newSigner(t)
		lists[i] = c.fill(keys[i], newSigner(t), newECDSASigner(t))
	}
	if s := startSSHD(t); s != nil {
		asked := s.askAll(cases, lists, keys)
		compare(t, cases, lists, keys, asked, "bash")
		for i := range asked {
			if asked[i].admitted && asked[i].said != "asked" {
				asked[i].said = "forced"
			}
		}
		if *update {
			writeVerdicts(t, cases, asked)
		}
		if kept := readVerdicts(t, cases); !slices.Equal(kept, asked) {
			t.Error("sshd says something else than what is kept of it; look at it with -update")
		}
	}
	compare(t, cases, lists, keys, readVerdicts(t, cases), "")
}

// compare holds what we say of lists against what sshd says.
func compare(t *testing.T, cases []listCase, lists []string, keys []gossh.Signer, wanted []verdict, shell string) {
	t.Helper()
	for i, c := range cases {
		got := judge(t, lists[i], keys[i], c.from, shell)
		switch {
		case stricterThanSSHD()[c.list] != "":
			if got.admitted || !wanted[i].admitted {
				t.Errorf("the list %.150q is one that we do not take and sshd does; we %+v, sshd %+v", c.list, got, wanted[i])
			}
		case got != wanted[i]:
			t.Errorf("the list %.150q, from %s: sshd says %+v, we %+v", c.list, c.from, wanted[i], got)
		}
	}
}

// askAll asks sshd about all lists. They are one file: each has a key of its own.
func (s *sshd) askAll(cases []listCase, lists []string, keys []gossh.Signer) []verdict {
	s.t.Helper()
	if err := os.WriteFile(s.keys, []byte(strings.Join(lists, "\n")), 0o600); err != nil {
		s.t.Fatal(err)
	}
	said := make([]verdict, len(cases))
	var asking errgroup.Group
	asking.SetLimit(8)
	for i, c := range cases {
		asking.Go(func() (err error) {
			said[i], err = s.ask(keys[i], c.from, strings.Contains(strings.ToLower(c.list), "command"))
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		s.t.Fatal(err)
	}
	return said
}

func writeVerdicts(t *testing.T, cases []listCase, said []verdict) {
	t.Helper()
	var b strings.Builder
	for i, c := range cases {
		fmt.Fprintf(&b, "%q %s %v %v %q\n", c.list, c.from, said[i].admitted, said[i].terminal, said[i].said)
	}
	if err := os.WriteFile(verdictsOfSSHD, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readVerdicts(t *testing.T, cases []listCase) []verdict {
	t.Helper()
	data, err := os.ReadFile(verdictsOfSSHD)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if len(lines) != len(cases) {
		t.Fatalf("of %d lists %d verdicts are kept", len(cases), len(lines))
	}
	said := make([]verdict, len(cases))
	for i, c := range cases {
		var list, from string
		if _, err := fmt.Sscanf(lines[i], "%q %s %v %v %q", &list, &from, &said[i].admitted, &said[i].terminal, &said[i].said); err != nil {
			t.Fatalf("verdict %d cannot be read: %v", i+1, err)
		}
		if list != c.list || from != c.from {
			t.Fatalf("verdict %d is that of %.150q, not of %.150q", i+1, list, c.list)
		}
	}
	return said
}

// writeHostKey makes a key for sshd to be known by.
func writeHostKey(t *testing.T, path string) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
}

// line is a key as lists have it.
func line(key gossh.Signer) string {
	return key.PublicKey().Type() + " " + base64.StdEncoding.EncodeToString(key.PublicKey().Marshal())
}

func newSigner(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func newECDSASigner(t *testing.T) gossh.Signer {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}
