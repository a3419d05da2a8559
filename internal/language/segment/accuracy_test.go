package segment

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// A treebankText is a document of a treebank: its text, rebuilt, and the gold
// spans in it.
type treebankText struct {
	text      strings.Builder
	blocks    []model.Block
	tokens    []model.Span
	sentences []model.Span
}

// readTreebank rebuilds the documents of a CoNLL-U file. With paragraphs, a
// paragraph is a block; without, a whole document is.
func readTreebank(t *testing.T, path string, paragraphs bool) []*treebankText {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("measured only where the treebank lies: ", err)
	}
	defer f.Close()
	var docs []*treebankText
	var d *treebankText
	first, glue, until, id := 0, true, 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			d = &treebankText{}
			docs = append(docs, d)
			first, glue = 0, true
		case strings.HasPrefix(line, "# newpar") && paragraphs:
			if d.text.Len() > 0 {
				d.text.WriteString("\n\n")
			}
			d.blocks = append(d.blocks, model.Block{Start: d.text.Len()})
			glue = true
		case line == "":
			if first < len(d.tokens) {
				d.sentences = append(d.sentences, model.Span{Start: d.tokens[first].Start, End: d.tokens[len(d.tokens)-1].End})
				first = len(d.tokens)
			}
		case line[0] != '#':
			cols := strings.Split(line, "\t")
			if strings.Contains(cols[0], ".") {
				continue
			}
			spaced := !strings.Contains(cols[9], "SpaceAfter=No")
			if strings.Contains(cols[0], "-") {
				fmt.Sscanf(cols[0], "%d-%d", &id, &until)
				if !glue {
					d.text.WriteByte(' ')
				}
				d.text.WriteString("\x00")
				glue = !spaced
				continue
			}
			fmt.Sscanf(cols[0], "%d", &id)
			text := d.text.String()
			if strings.HasSuffix(text, "\x00") {
				d.text.Reset()
				d.text.WriteString(text[:len(text)-1])
			} else if id > until && !glue {
				d.text.WriteByte(' ')
			}
			start := d.text.Len()
			d.text.WriteString(cols[1])
			d.tokens = append(d.tokens, model.Span{Start: start, End: d.text.Len()})
			if id > until {
				glue = !spaced
			}
			if id == until {
				until = 0
			}
		}
		if line == "" {
			until = 0
		}
	}
	for _, d := range docs {
		for i := range d.blocks {
			d.blocks[i].End = d.text.Len()
			if i+1 < len(d.blocks) {
				d.blocks[i].End = d.blocks[i+1].Start - 2
			}
		}
	}
	return docs
}

func f1(hits, found, gold int) float64 { return 200 * float64(hits) / float64(found+gold) }

// measure is the F1 of tokens and sentences over docs. Where show is not nil
// it gets every wrong span.
func measure(docs []*treebankText, show func(what, text string, s model.Span)) (tokens, sentences float64) {
	var th, tf, tg, sh, sf, sg int
	count := func(what, text string, found, gold []model.Span, h, f, g *int) {
		in := map[model.Span]bool{}
		for _, s := range gold {
			in[s] = true
		}
		for _, s := range found {
			if in[s] {
				*h++
				delete(in, s)
			} else if show != nil {
				show(what+" wrong", text, s)
			}
		}
		if show != nil {
			for _, s := range gold {
				if in[s] {
					show(what+" missed", text, s)
				}
			}
		}
		*f += len(found)
		*g += len(gold)
	}
	for _, d := range docs {
		text := d.text.String()
		ss, ts := Split(text, d.blocks)
		var fs, ft []model.Span
		for _, s := range ss {
			fs = append(fs, s.Span)
		}
		for _, t := range ts {
			ft = append(ft, t.Span())
		}
		count("token", text, ft, d.tokens, &th, &tf, &tg)
		count("sentence", text, fs, d.sentences, &sh, &sf, &sg)
	}
	return f1(th, tf, tg), f1(sh, sf, sg)
}

// The levels are those reached when this was written, less a little.
func TestAccuracyOnTreebanks(t *testing.T) {
	data := os.Getenv("SYNOPTIC_DATA")
	if data == "" {
		data = "../../../../shared/data"
	}
	for _, c := range []struct {
		file              string
		paragraphs        bool
		tokens, sentences float64
	}{
		{"ud_english_ewt/en_ewt-ud-dev.conllu", false, 98, 71},
		{"ud_english_ewt/en_ewt-ud-dev.conllu", true, 98, 84},
		{"ud_english_gum/en_gum-ud-dev.conllu", false, 98.5, 84},
		{"ud_english_gum/en_gum-ud-dev.conllu", true, 98.5, 84},
	} {
		docs := readTreebank(t, filepath.Join(data, "language", c.file), c.paragraphs)
		tokens, sentences := measure(docs, nil)
		t.Logf("%s, paragraphs %v: tokens F1 %.2f, sentences F1 %.2f", c.file, c.paragraphs, tokens, sentences)
		if tokens < c.tokens || sentences < c.sentences {
			t.Errorf("%s, paragraphs %v: tokens %.2f, sentences %.2f; want at least %.1f, %.1f",
				c.file, c.paragraphs, tokens, sentences, c.tokens, c.sentences)
		}
	}
}
