package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the version of the program; a release build sets it with
// -ldflags "-X synoptic/internal/cli.version=1.2.3".
var version = ""

type versionCommand struct{}

// Run prints one line: program, version, Go, system.
func (versionCommand) Run(t *terminal) error {
	_, err := fmt.Fprintf(t.stdout, "synoptic %s (%s, %s/%s)\n", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}
