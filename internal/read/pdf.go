package read

import (
	_ "embed"
	"path"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/pdf"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/plain"
)

// printers are programs whose dates are not those of what they print.
//
//go:embed data/printers.txt
var printers string

// readPDF reads the text of a PDF file as a plain text. Positions are those in
// the extracted text; each block knows its page.
func (j job) readPDF(source string, data []byte, _ int) error {
	text, err := pdf.Extract(data, j.budget)
	if err != nil {
		return err
	}
	src := piece.NewSource(text.Text)
	a := &model.Article{Source: source, Credits: []model.Credit{}, Blocks: []model.Block{}}
	assemble(a, src, plain.Read(a, src, j.models))
	if a.Text == "" {
		return errNoText
	}
	for i := range a.Blocks {
		a.Blocks[i].Page = text.Page(a.Blocks[i].Source.Start)
	}
	for _, s := range text.Aside {
		a.Aside = append(a.Aside, model.Aside{Kind: "footer", Text: piece.Clean(s)})
	}
	if text.Rebuilt {
		a.Notes = append(a.Notes, "damaged file: its table of contents is broken, what was found was read")
	}
	fromInfo(a, text.Info)
	finish(a)
	j.give([]*model.Article{a})
	return nil
}

// fromInfo takes title, author and time from what the file says of itself,
// where its text says none.
func fromInfo(a *model.Article, info pdf.Info) {
	if title := piece.Clean(info.Title); a.Title == "" && isTitle(title) {
		a.Title = title
		a.Tell(model.FieldTitle, model.Found{From: "metadata", How: "what the PDF file states", Confidence: sureInfoTitle})
	}
	if len(a.Byline) == 0 {
		a.Byline = meta.Persons(piece.Clean(info.Author))
	}
	if value, ok := meta.Stamp(info.Created); ok && a.Published == nil && !isPrinter(info.Program) {
		a.Published = &model.Published{Value: value, From: "metadata"}
		a.Tell(model.FieldPublished, model.Found{From: "metadata", How: "when the PDF file was made", Confidence: sureMade})
	}
}

// How sure what a PDF file says of itself is, estimated: its title may be that
// of a template, and it may be made days before or after it is published.
const (
	sureInfoTitle = 0.7
	sureMade      = 0.5
)

// isTitle says whether what a file names as its title can be one: not the name
// of a file or of nothing.
func isTitle(s string) bool {
	low := strings.ToLower(s)
	if len(strings.Fields(s)) < 2 || strings.HasPrefix(low, "untitled") || strings.HasPrefix(low, "microsoft word") {
		return false
	}
	ext := path.Ext(low)
	return len(ext) < 3 || len(ext) > 5 || strings.Contains(ext, " ")
}

func isPrinter(program string) bool {
	program = strings.ToLower(program)
	for line := range strings.Lines(printers) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && strings.Contains(program, line) {
			return true
		}
	}
	return false
}
