package cli

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

func TestDescribeVersion(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got := describeVersion(info); !strings.HasPrefix(got, "broadsheet v1.2.3 0123456789ab (changed), go") {
		t.Errorf("the version is %q", got)
	}
	if got := describeVersion(nil); !strings.HasPrefix(got, "broadsheet (devel), go") {
		t.Errorf("without a record of the build the version is %q", got)
	}
}

func TestTerminal(t *testing.T) {
	if _, ok := terminal(os.NewFile(^uintptr(0), "none")); ok {
		t.Error("a closed file is a terminal")
	}
}
