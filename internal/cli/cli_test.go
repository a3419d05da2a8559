package cli

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
)

var update = flag.Bool("update", false, "rewrite the expected output of scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"synoptic": func() {
			os.Exit(Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
		},
	})
}

func TestScripts(t *testing.T) {
	examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"encode": encode,
			"fill":   fill,
			"status": status,
		},
	})
}

// encode CHARSET FROM TO writes a file in another encoding.
func encode(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[1])
	var data []byte
	switch args[0] {
	case "utf-16":
		data = binary.LittleEndian.AppendUint16(nil, 0xfeff)
		for _, u := range utf16.Encode([]rune(text)) {
			data = binary.LittleEndian.AppendUint16(data, u)
		}
	case "windows-1251":
		encoded, err := charmap.Windows1251.NewEncoder().String(text)
		ts.Check(err)
		data = []byte(encoded)
	default:
		ts.Fatalf("encode: %s?", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), data, 0o644))
}

// fill NAME MEGABYTES makes a large file without writing it.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	var size int64
	_, err := fmt.Sscan(args[1], &size)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("a"), 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size<<20))
}

// status N COMMAND... runs a command that must end with that exit status.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		_, got, _ = strings.Cut(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// Every flag and its variable stand in the command's page of help.
func TestHelpNamesEveryFlag(t *testing.T) {
	var g grammar
	parser, err := newParser(&g, &terminal{})
	if err != nil {
		t.Fatal(err)
	}
	if len(parser.Model.Children) < 4 {
		t.Fatalf("%d commands", len(parser.Model.Children))
	}
	overview, err := helpTexts.ReadFile("help/synoptic.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range parser.Model.Children {
		page, err := helpTexts.ReadFile("help/" + command.Name + ".txt")
		if err != nil {
			t.Errorf("%s has no page of help", command.Name)
			continue
		}
		if !strings.Contains(string(overview), "\n  "+command.Name+" ") {
			t.Errorf("the overview does not name %s", command.Name)
		}
		for _, flag := range command.Flags {
			for _, name := range []string{"--" + flag.Name, envName(flag.Name)} {
				if !strings.Contains(string(page), name) {
					t.Errorf("help of %s does not name %s", command.Name, name)
				}
			}
		}
	}
}

// Pages of help fit a terminal of 80 columns.
func TestHelpFitsTheTerminal(t *testing.T) {
	for _, name := range append(helpPages(), "synoptic") {
		page, err := helpTexts.ReadFile("help/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(page), "\n") {
			if len(line) > 80 {
				t.Errorf("%s.txt:%d: %d columns", name, i+1, len(line))
			}
		}
	}
}

func TestFindInputsNamesEachFileOnce(t *testing.T) {
	dir := t.TempDir()
	sub := filepath.Join(dir, "sub")
	for _, name := range []string{"b.txt", "a.txt", "sub/c.txt", ".hidden"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{filepath.Join(sub, "loop"): dir, filepath.Join(dir, "z.txt"): filepath.Join(dir, "a.txt")} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("this system makes no links:", err)
		}
	}
	var got []string
	for _, in := range findInputs([]string{sub, dir, filepath.Join(dir, "*.txt")}) {
		if in.reason != "" {
			t.Errorf("%s: %s", in.source, in.reason)
		}
		got = append(got, filepath.Base(in.source))
	}
	slices.Sort(got)
	if want := []string{"a.txt", "b.txt", "c.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
