package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/term"

	"synoptic/internal/model"
	"synoptic/internal/render"
)

// formats are the names of renderings and the ends of their file names.
var formats = []struct{ name, ext string }{
	{"text", ".txt"}, {"html", ".html"}, {"markdown", ".md"}, {"json", ".json"}, {"csv", ".csv"}, {"jsonld", ".jsonld"},
}

// write renders doc to standard output, or to the file or folder of --out.
func (c compareCommand) write(t *terminal, format string, doc *model.Document) error {
	if c.Out == "" {
		style := terminalStyle(t, c.Color)
		return renderTo(t.stdout, format, doc, style)
	}
	return writeFile(outPath(c.Out, "synopsis"+extension(format)), func(w io.Writer) error {
		return renderTo(w, format, doc, render.Style{Width: render.DefaultWidth, Marks: c.Color == "always"})
	})
}

// outPath is the file that --out names: the file of that name in a folder.
func outPath(out, name string) string {
	if info, err := os.Stat(out); strings.HasSuffix(out, string(filepath.Separator)) || err == nil && info.IsDir() {
		return filepath.Join(out, name)
	}
	return out
}

func extension(format string) string {
	for _, f := range formats {
		if f.name == format {
			return f.ext
		}
	}
	return ""
}

func renderTo(w io.Writer, format string, doc *model.Document, style render.Style) error {
	switch format {
	case "html":
		return render.HTML(w, doc)
	case "markdown":
		return render.Markdown(w, doc)
	case "json":
		return render.JSON(w, doc)
	case "csv":
		return render.CSV(w, doc)
	case "jsonld":
		return render.JSONLD(w, doc)
	}
	return render.Text(w, doc, style)
}

// writeFile writes path whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".synoptic-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // does nothing once renamed
	if err := write(f); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// terminalStyle is how text is set on standard output: as wide as the terminal
// and with bold and underline where it is one, else plain and 80 wide.
func terminalStyle(t *terminal, color string) render.Style {
	style := render.Style{Width: render.DefaultWidth}
	file, isFile := t.stdout.(*os.File)
	if isFile && term.IsTerminal(int(file.Fd())) {
		style.Marks = t.env["NO_COLOR"] == "" && t.env["TERM"] != "dumb"
		if width, _, err := term.GetSize(int(file.Fd())); err == nil {
			style.Width = width
		}
	}
	if width, err := strconv.Atoi(t.env["COLUMNS"]); err == nil {
		style.Width = width
	}
	switch color {
	case "always":
		style.Marks = true
	case "never":
		style.Marks = false
	}
	return style
}
