package compare

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// said is a statement of an invented account.
type said struct {
	speaker string // "" where the account does not say
	kind    model.StatementKind
	words   string
}

var tokenPattern = regexp.MustCompile(`[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*|[^\s]`)

// annotated is text as an analysis with sentences and tokens; each line is a
// block, the first the title.
func annotated(outlet, day, text string) *model.Analysis {
	art := &model.Article{Text: text, Title: strings.SplitN(text, "\n", 2)[0], Language: "en"}
	art.Outlet.Name = outlet
	if day != "" {
		art.Published = &model.Published{Value: day, From: "metadata"}
	}
	art.Seal()
	an := &model.Analysis{Article: art}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			kind := model.BlockParagraph
			if at == 0 {
				kind = model.BlockTitle
			}
			art.Blocks = append(art.Blocks, model.Block{Kind: kind, Start: at, End: at + len(line)})
			addSentences(an, at, line)
		}
		at += len(line) + 1
	}
	return an
}

// addSentences adds the tokens of one block and its sentences, which end at a
// full stop before a capital.
func addSentences(an *model.Analysis, at int, line string) {
	first := len(an.Tokens)
	flush := func() {
		if n := len(an.Tokens); n > first {
			s := model.Span{Start: int(an.Tokens[first].Start), End: int(an.Tokens[n-1].End)}
			an.Sentences = append(an.Sentences, model.Sentence{Span: s, First: first, Last: n, Block: len(an.Article.Blocks) - 1})
			first = n
		}
	}
	stop := false
	for _, loc := range tokenPattern.FindAllStringIndex(line, -1) {
		w := line[loc[0]:loc[1]]
		r, _ := utf8.DecodeRuneInString(w)
		if stop && unicode.IsUpper(r) {
			flush()
		}
		stop = strings.ContainsAny(w, ".!?") && len(w) == 1 || stop && strings.ContainsAny(w, `”"`)
		an.Tokens = append(an.Tokens, model.Token{Start: int32(at + loc[0]), End: int32(at + loc[1]), Head: -1})
	}
	flush()
}

// told is an invented account that consists of statements.
func told(outlet, day string, list ...said) *model.Analysis {
	var b strings.Builder
	b.WriteString(outlet + " on the day\n")
	type place struct{ name, content model.Span }
	var places []place
	for _, s := range list {
		var p place
		p.name.Start = b.Len()
		b.WriteString(s.speaker)
		p.name.End = b.Len()
		mark := [2]string{`“`, `”`}
		if s.kind != model.Direct {
			mark = [2]string{"", ""}
		}
		b.WriteString(" said: " + mark[0])
		p.content.Start = b.Len()
		b.WriteString(s.words)
		p.content.End = b.Len()
		b.WriteString(mark[1] + "\n")
		places = append(places, p)
	}
	an := annotated(outlet, day, b.String())
	entity := map[string]int{}
	for i, s := range list {
		p := places[i]
		st := model.Statement{ID: fmt.Sprintf("s%d", i+1), Article: an.Article.ID, Kind: s.kind, Text: s.words,
			Content: []model.Span{p.content}, Confidence: 1, Speaker: model.Speaker{How: model.SpeakerIsUnknown}}
		if s.speaker != "" {
			k, ok := entity[s.speaker]
			if !ok {
				k = len(an.Entities)
				entity[s.speaker] = k
				an.Entities = append(an.Entities, model.Entity{ID: fmt.Sprintf("e%d", k+1), Name: s.speaker, Type: model.Person})
			}
			an.Mentions = append(an.Mentions, model.Mention{Span: p.name, Full: p.name, Kind: model.MentionName, Entity: k, Confidence: 1})
			st.Source = &model.Span{Start: p.name.Start, End: p.name.End}
			st.Speaker = model.Speaker{Entity: an.Entities[k].ID, Name: s.speaker, How: model.ByName, Confidence: 1}
		}
		an.Statements = append(an.Statements, st)
	}
	return an
}

// show writes an utterance's variants in the form
// "words{column}" with * before those that no other variant has.
func show(u model.Utterance) string {
	var b strings.Builder
	for _, v := range u.Variants {
		for _, r := range v.Words {
			mark := ""
			if len(r.With) == 0 {
				mark = "*"
			} else if len(r.With) < len(u.Variants)-1 {
				mark = fmt.Sprintf("+%d ", len(r.With))
			}
			fmt.Fprintf(&b, "[%d %s%s]", r.Column, mark, r.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// shared are the utterances with more than one statement.
func shared(s model.Synopsis) []model.Utterance {
	var out []model.Utterance
	for _, u := range s.Utterances {
		if len(u.Statements) > 1 {
			out = append(out, u)
		}
	}
	return out
}

func groupsOf(t *testing.T, analyses ...*model.Analysis) []model.Utterance {
	t.Helper()
	return shared(Compare(model.Story{}, analyses))
}
