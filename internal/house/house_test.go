package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "synoptic"

// stages are the packages through which data flows, and what each may import
// of ours. A package below one of them (language/segment below language) is
// bound by the same rule, may import its siblings, and may be imported where
// its parent may.
var stages = []struct {
	name   string
	may    []string
	reason string
}{
	{"internal/model", nil, "the words of the project stand on nothing, so that everything can stand on them"},
	{"internal/agency", nil, "a list of names stands on nothing"},
	{"internal/read", []string{"internal/model", "internal/agency", "internal/language/identify"},
		"reading must not depend on what later stages make of a text; the language of one is told from its letters alone"},
	{"internal/language", []string{"internal/model"}, "annotations are made from an article alone"},
	{"internal/statement", []string{"internal/model", "internal/language"}, "statements are made from annotations alone"},
	{"internal/lineage", []string{"internal/model", "internal/language", "internal/agency"}, "copies are found in texts, whatever the story"},
	{"internal/story", []string{"internal/model", "internal/language", "internal/lineage"}, "stories are made before they are compared"},
	{"internal/compare", []string{"internal/model", "internal/language", "internal/lineage"}, "comparing gets its story given"},
	{"internal/render", []string{"internal/model"}, "a rendering shows what was found and finds nothing itself"},
	{"internal/pipeline", []string{"internal/model", "internal/language", "internal/statement", "internal/lineage", "internal/story", "internal/compare"},
		"the pipeline joins pure stages; reading, keeping and showing are for its callers"},
}

// impure are imports that would let a stage see more than its input, with the
// reason why it must not.
var impure = map[string]string{
	"os":           "a stage gets bytes and gives data; files are for cli",
	"os/exec":      "a stage runs nothing",
	"net":          "only read/fetch speaks to the network",
	"net/http":     "only read/fetch speaks to the network",
	"math/rand":    "same input, same output",
	"math/rand/v2": "same input, same output",
	"database/sql": "only store keeps things",
	"log":          "a stage returns what it has to say",
	"log/slog":     "a stage returns what it has to say",
}

// mayBeImpure are packages below a stage that are allowed more.
var mayBeImpure = map[string]string{
	"internal/read/fetch":        "it is the one that fetches",
	"internal/language/measure":  "measuring reads labelled data",
	"internal/statement/measure": "measuring reads labelled data",
	"internal/lineage/measure":   "measuring reads labelled data",
	"internal/story/measure":     "measuring reads labelled data",
	"internal/compare/measure":   "measuring reads labelled data",
	"internal/read/measure":      "measuring reads labelled data",
}

// A source is one Go file, tests left out.
type source struct {
	dir  string // from the module's root, with slashes
	path string
	file *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var out []source
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && (strings.ContainsAny(entry.Name()[:1], "._") || entry.Name() == "testdata" || entry.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		out = append(out, source{filepath.ToSlash(filepath.Dir(rel)), filepath.ToSlash(rel), file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil || len(out) == 0 {
		t.Fatal("the module was not found")
	}
	return out
}

func imports(s source) []string {
	var out []string
	for _, spec := range s.file.Imports {
		out = append(out, strings.Trim(spec.Path.Value, `"`))
	}
	return out
}

func below(dir, parent string) bool { return dir == parent || strings.HasPrefix(dir, parent+"/") }

func TestImportsFlowDown(t *testing.T) {
	for _, s := range sources(t) {
		for _, stage := range stages {
			if !below(s.dir, stage.name) {
				continue
			}
			for _, imported := range imports(s) {
				ours, isOurs := strings.CutPrefix(imported, module+"/")
				if isOurs && !below(ours, stage.name) && !slices.ContainsFunc(stage.may, func(m string) bool { return below(ours, m) }) && !measuring(s.dir) {
					t.Errorf("%s imports %s: %s", s.path, ours, stage.reason)
				}
			}
		}
	}
}

// measuring says that a package holds measurements, which run whole pipelines.
func measuring(dir string) bool { return strings.HasSuffix(dir, "/measure") }

func TestStagesArePure(t *testing.T) {
	for _, s := range sources(t) {
		if _, ok := mayBeImpure[s.dir]; ok || !isStage(s.dir) {
			continue
		}
		for _, imported := range imports(s) {
			if strings.HasPrefix(imported, "math/rand") && filepath.Base(s.path) == "train.go" {
				continue // training shuffles, from a seed
			}
			if reason, ok := impure[imported]; ok {
				t.Errorf("%s imports %s: %s", s.path, imported, reason)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Now" {
				if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" {
					t.Errorf("%s reads the clock: same input, same output", s.path)
				}
			}
			return true
		})
	}
}

// networks are the packages that may speak to a network, and what for.
var networks = map[string]string{
	"internal/read/fetch": "it fetches what the user names",
	"internal/web":        "it serves the user's own pages",
}

// callers are the packages that may have things fetched.
var callers = []string{"internal/cli", "internal/web"}

func TestOnlyFetchSpeaksToTheNetwork(t *testing.T) {
	fetches := false
	for _, s := range sources(t) {
		for _, imported := range imports(s) {
			speaks := imported == "net" || below(imported, "net/http") || imported == "net/rpc" || imported == "net/smtp" || imported == "crypto/tls" ||
				below(imported, "golang.org/x/net/http2") || below(imported, "golang.org/x/net/proxy")
			if speaks && networks[s.dir] == "" {
				t.Errorf("%s imports %s: nothing leaves the user's machine but what read/fetch asks for", s.path, imported)
			}
			fetches = fetches || speaks && s.dir == "internal/read/fetch"
			if imported == module+"/internal/read/fetch" && !slices.ContainsFunc(callers, func(c string) bool { return below(s.dir, c) }) {
				t.Errorf("%s imports read/fetch: only what the user calls fetches", s.path)
			}
		}
	}
	if !fetches {
		t.Error("read/fetch was not found to fetch: this test tests nothing")
	}
}

func isStage(dir string) bool {
	for _, stage := range stages {
		if below(dir, stage.name) {
			return true
		}
	}
	return false
}

func TestOnlyCommandsAreWiredByCLI(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range imports(s) {
			if imported == module+"/internal/cli" && s.dir != "cmd/synoptic" {
				t.Errorf("%s imports internal/cli: the program is called by its main alone", s.path)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		doc := s.file.Doc.Text()
		name := s.file.Name.Name
		says := strings.HasPrefix(doc, "Package "+name+" ") || name == "main" && strings.HasPrefix(doc, "Command ")
		documented[s.dir] = documented[s.dir] || says && len(strings.Fields(doc)) >= 6
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s has no comment \"Package ...\" (or \"Command ...\") that says what it is for", dir)
		}
	}
}
