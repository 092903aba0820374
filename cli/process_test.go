package cli

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// TestDescribeVersion names what is known of a build, by how it was built, and nothing else.
func TestDescribeVersion(t *testing.T) {
	const commit, unpacked, packed = "0123456789abcdef", "$Format:%H %cs$\n", "0123456789abcdef 2026-11-30\n"
	stamps := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: commit}, {Key: "vcs.modified", Value: modified}}
	}
	for _, test := range []struct {
		how      string
		version  string
		settings []debug.BuildSetting
		archived string
		want     string
	}{
		{"a release", "v1.2.3", stamps("false"), unpacked, "v1.2.3 0123456789ab"},
		{"a release that was changed", "v1.2.3", stamps("true"), unpacked, "v1.2.3 0123456789ab (changed)"},
		{"a checkout", "v0.0.0-20261130210000-0123456789ab", stamps("false"), unpacked, "v0.0.0-20261130210000-0123456789ab"},
		{"a checkout that was changed", "v0.0.0-20261130210000-0123456789ab+dirty", stamps("true"), unpacked, "v0.0.0-20261130210000-0123456789ab+dirty"},
		{"go install of a version", "v1.2.3", nil, unpacked, "v1.2.3"},
		{"an older go in a checkout", "(devel)", stamps("true"), unpacked, "0123456789ab (changed)"},
		{"an archive", "(devel)", nil, packed, "0123456789ab of 2026-11-30"},
		{"a checkout without its repository", "(devel)", nil, unpacked, "of an unknown version, built outside of its repository"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings}
		if got := describeVersion(info, test.archived); !strings.HasPrefix(got, "broadsheet "+test.want+", go") {
			t.Errorf("%s: the version is %q, want %q", test.how, got, test.want)
		}
	}
	if got := describeVersion(nil, unpacked); !strings.HasPrefix(got, "broadsheet of an unknown version") {
		t.Errorf("without a record of the build the version is %q", got)
	}
}

func TestTerminal(t *testing.T) {
	if _, ok := terminal(os.NewFile(^uintptr(0), "none")); ok {
		t.Error("a closed file is a terminal")
	}
}
