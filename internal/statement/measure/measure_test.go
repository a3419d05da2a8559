package measure

import (
	"testing"
	"testing/fstest"

	"synoptic/internal/model"
)

const text = "Mill closes.\n“It’s over,” said Ada Berg. Bo Lind said that he would stay.\n"

// standoff counts characters, not bytes: the marks are one character each.
const standoff = "T1\tContent 13 25\t“It’s over,”\nT2\tCue 26 30\tsaid\nT3\tSource 31 39\tAda Berg\nE1\tAttribution:T9 Content:T1 Cue:T2 Source:T3\n"

func TestReadStandoff(t *testing.T) {
	dir := fstest.MapFS{"text/mill.txt": {Data: []byte(text)}, "attributions/mill_0001.ann": {Data: []byte(standoff)},
		"attributions/mill_0002.ann": {Data: []byte("E1\t\n")}}
	ex, err := PolNeAR(dir)
	if err != nil || len(ex) != 1 || len(ex[0].Gold) != 1 {
		t.Fatalf("got %+v, %v", ex, err)
	}
	g := ex[0].Gold[0]
	if g.Content[0].In(text) != "“It’s over,”" || g.Cue.In(text) != "said" || g.Source.In(text) != "Ada Berg" {
		t.Errorf("got %+v", g)
	}
	if b := ex[0].Article.Blocks; len(b) != 2 || b[0].Kind != model.BlockTitle || b[0].Span().In(text) != "Mill closes." {
		t.Errorf("blocks %+v", b)
	}
}

func TestReadGold(t *testing.T) {
	data := `{"article":"mill","attribution":"E1","source_start":37,"source_end":45,"content_spans":[[13,29]],"cue_span":[32,36],"speaker":"Ada Berg","kind":"direct"}
{"type":"utterance","uid":"u1","speaker":"Ada Berg","members":["a"]}
{"type":"statement","sid":"a","article":"mill","kind":"indirect","content":[[60,70]],"speaker":"Bo Lind; unnamed: a miller"}
`
	g, err := ReadGold([]byte(data))
	if err != nil || len(g) != 2 {
		t.Fatalf("got %+v, %v", g, err)
	}
	if len(g[1].Speaker) != 2 || g[1].Speaker[1] != "a miller" {
		t.Errorf("speakers %q", g[1].Speaker)
	}
	if _, err := ReadGold([]byte("{")); err == nil {
		t.Error("half a line is read without an error")
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		want, got string
		same      bool
	}{
		{"Ada Berg", "Berg", true}, {"Ada Berg", "Mayor Ada Berg", true}, {"Ada Berg", "Bo Lind", false}, {"Ada Berg", "", false},
		{"Norra News Agency", "NNA", true}, {"a doctor", "the doctor", true},
	} {
		if Same([]string{c.want}, c.got) != c.same {
			t.Errorf("%q and %q", c.want, c.got)
		}
	}
}

func TestCount(t *testing.T) {
	quote := model.Span{Start: 16, End: 25}
	gold := Gold{Article: "mill", Kind: model.Direct, Speaker: []string{"Ada Berg"}, Content: []model.Span{quote}}
	for _, c := range []struct {
		name            string
		direct, wrong   int
		unknown, wanted int
	}{{"Ada Berg", 1, 0, 0, 1}, {"Bo Lind", 0, 1, 0, 0}, {"", 0, 0, 1, 0}} {
		counts := Count([]Example{{Article("mill", text), []Gold{gold}}}, func(a *model.Article) *model.Analysis {
			s := model.Statement{Kind: model.Direct, Content: []model.Span{quote}, Confidence: 0.95, Speaker: model.Speaker{Name: c.name, Confidence: 0.9}}
			return &model.Analysis{Article: a, Statements: []model.Statement{s}}
		})
		if counts.DirectSpan.Right != 1 || counts.Direct.Right != c.direct || counts.SureWrong.Right != c.wrong ||
			counts.Unknown.Right != c.unknown || counts.Speaker.Right != c.wanted || counts.Characters.F1() != 100 {
			t.Errorf("%q: %+v", c.name, counts)
		}
	}
}

func TestCalibration(t *testing.T) {
	if e := Calibration([]Bin{{N: 10, Right: 9, Sum: 9}, {N: 10, Right: 5, Sum: 7}}); e < 0.099 || e > 0.101 {
		t.Errorf("got %v", e)
	}
}
