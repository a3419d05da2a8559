package measure

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

const treebank = `# newdoc id = a
# newpar
# sent_id = a-1
1	Ada	Ada	_	NNP	_	2	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	SpaceAfter=No
2	did	do	_	VBD	_	0	root	_	_
3	n't	not	_	RB	_	2	advmod	_	_
3.1	go	go	_	VB	_	_	_	_	_
4	.	.	_	.	_	2	punct	_	_

# newpar
1	Why	why	_	WRB	_	0	root	_	SpaceAfter=No
2	?	?	_	.	_	1	punct	_	_

# newdoc id = b
1	Oh	oh	_	UH	_	0	root	_	_

`

func TestTexts(t *testing.T) {
	docs, err := Texts([]byte(treebank))
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	if want := "Ada didn't.\n\nWhy?"; docs[0].Text != want || docs[1].Text != "Oh" {
		t.Errorf("%q and %q, want %q", docs[0].Text, docs[1].Text, want)
	}
	var words []string
	for _, s := range docs[0].Tokens {
		words = append(words, s.In(docs[0].Text))
	}
	if got := strings.Join(words, "|"); got != "Ada|did|n't|.|Why|?" {
		t.Errorf("tokens %s", got)
	}
	if len(docs[0].Blocks) != 2 || docs[0].Blocks[0].End != 11 || docs[0].Sentences[1] != (model.Span{Start: 13, End: 17}) {
		t.Errorf("%+v", docs[0])
	}
	if _, err := Texts([]byte("1\tAda\n")); err == nil {
		t.Error("two columns: want an error")
	}
}

func TestSpans(t *testing.T) {
	docs, err := Texts([]byte(treebank))
	if err != nil {
		t.Fatal(err)
	}
	// A sentence a block, a token a word between blanks.
	split := func(text string, blocks []model.Block) (ss []model.Sentence, ts []model.Token) {
		for _, b := range blocks {
			ss = append(ss, model.Sentence{Span: b.Span()})
			at := b.Start
			for word := range strings.FieldsSeq(b.Span().In(text)) {
				at += strings.Index(text[at:], word)
				ts = append(ts, model.Token{Start: int32(at), End: int32(at + len(word))})
				at += len(word)
			}
		}
		return ss, ts
	}
	tokens, sentences := Spans(docs, true, split)
	if tokens != (Found{2, 4, 7}) || sentences != (Found{3, 3, 3}) {
		t.Errorf("with paragraphs: tokens %+v, sentences %+v", tokens, sentences)
	}
	if _, sentences = Spans(docs, false, split); sentences != (Found{1, 2, 3}) {
		t.Errorf("without: sentences %+v", sentences)
	}
}

const timeML = `<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-04">20310304</TIMEX3></DCT>
<TEXT>The ferry <EVENT eid="e1">sank</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2031-03-03">Monday</TIMEX3> &amp; rose
on <TIMEX3 tid="t2" type="DATE" value="2031-03-04">Tuesday</TIMEX3>.

It stays <TIMEX3 tid="t3" type="DURATION" value="P2D">two days</TIMEX3>.</TEXT></TimeML>`

func TestDates(t *testing.T) {
	doc, err := TimeML("x", []byte(timeML))
	if err != nil || len(doc.Times) != 3 || doc.Article.Published.Day() != "2031-03-04" || len(doc.Article.Blocks) != 2 {
		t.Fatalf("%+v, %v", doc, err)
	}
	for i, want := range []string{"Monday", "Tuesday", "two days"} {
		if got := doc.Times[i].In(doc.Article.Text); got != want {
			t.Errorf("time %d is %q, want %q", i, got, want)
		}
	}
	annotate := func(a *model.Article) *model.Analysis {
		return &model.Analysis{Article: a, Dates: []model.Date{
			{Span: doc.Times[0].Span, Value: "2031-03-03", Precision: model.ByDay},
			{Span: doc.Times[1].Span, Value: "2031-03-11", Precision: model.ByDay},
			{Span: model.Span{Start: 0, End: 3}, Value: "P1D"},
			{Span: model.Span{Start: doc.Times[2].Start, End: doc.Times[2].Start + 3}, Value: "P2D"},
		}}
	}
	got := Dates([]TimedArticle{doc}, annotate)
	if got.Relaxed != (Found{3, 4, 3}) || got.Value != (Found{2, 4, 3}) || got.Days != (Ratio{1, 2}) {
		t.Errorf("%+v", got)
	}
	if _, err := TimeML("y", []byte("<TEXT>no end")); err == nil {
		t.Error("no end of the text: want an error")
	}
}

const gap = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
	"p-1\t\"Zoë met Ida before she left.\tshe\t20\tZoë\t1\tTRUE\tIda\t9\tFALSE\tnone\n"

func TestReferences(t *testing.T) {
	gold, err := Pronouns([]byte(gap))
	if err != nil || len(gold) != 1 {
		t.Fatalf("%+v, %v", gold, err)
	}
	p := gold[0]
	if got := p.Names[0].In(p.Text) + " " + p.Names[1].In(p.Text) + " " + p.Text[p.Pronoun:p.Pronoun+3]; got != "Zoë Ida she" {
		t.Errorf("offsets: %s", got)
	}
	for entity, want := range map[int]Found{0: {1, 1, 1}, 1: {0, 1, 1}, -1: {0, 0, 1}} {
		got := References(gold, func(a *model.Article) *model.Analysis {
			return &model.Analysis{Article: a, Mentions: []model.Mention{
				{Span: p.Names[0], Kind: model.MentionName, Entity: 0}, {Span: p.Names[1], Kind: model.MentionName, Entity: 1},
				{Span: model.Span{Start: p.Pronoun, End: p.Pronoun + 3}, Kind: model.MentionPronoun, Entity: entity},
			}}
		})
		if got != want {
			t.Errorf("resolved to %d: %+v, want %+v", entity, got, want)
		}
	}
	open := Misses(gold, func(a *model.Article) *model.Analysis {
		return &model.Analysis{Article: a, Mentions: []model.Mention{{Span: p.Names[0], Kind: model.MentionName, Entity: 0}}}
	})
	if len(open) != 1 || open["left open"] != 1 {
		t.Errorf("misses %v", open)
	}
	if _, err := Pronouns([]byte("head\np\tx\n")); err == nil {
		t.Error("two columns: want an error")
	}
}
