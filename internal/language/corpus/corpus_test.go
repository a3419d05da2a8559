package corpus

import (
	"reflect"
	"testing"
)

const treebank = `# newdoc id = one
# text = They don't sail.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sail	sail	VERB	VB	_	0	root	_	SpaceAfter=No
4.1	sail	sail	VERB	VB	_	_	_	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

1	Go	go	VERB	VB	_	0	root	_	_

# newdoc id = two
1	Stop	stop	VERB	VB	_	0	root	_	_
`

func TestTreebank(t *testing.T) {
	docs, err := Treebank([]byte(treebank))
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	d := docs[0]
	if d.Text != "They don't sail. Go" || len(d.Sentences) != 2 || len(d.Tokens) != 6 {
		t.Fatalf("text %q, %d sentences, %d tokens", d.Text, len(d.Sentences), len(d.Tokens))
	}
	if n := d.Tokens[2]; d.Word(2) != "n't" || n.Head != 3 || n.Rel.String() != "advmod" || n.Tag.String() != "RB" {
		t.Errorf("third token is %q %+v", d.Word(2), n)
	}
	if d.Tokens[3].Head != -1 || d.Tokens[5].Head != -1 {
		t.Error("a root has a head")
	}
	if _, err := Treebank([]byte("1\tshort\n")); err == nil {
		t.Error("no error for a line with too few columns")
	}
}

func TestMarked(t *testing.T) {
	const list = "-DOCSTART- O\n\nAda I-PER\nBrook I-PER\nof O\nQuayport I-LOC\nNews I-ORG\n\nBrook B-PER\nNorham B-PER\n"
	docs, err := Marked([]byte(list), Bare, 0)
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	want := []Name{{0, 2, "PER"}, {3, 4, "LOC"}, {4, 5, "ORG"}, {5, 6, "PER"}, {6, 7, "PER"}}
	if !reflect.DeepEqual(docs[0].Names, want) {
		t.Errorf("names %v, want %v", docs[0].Names, want)
	}
	if docs, _ = Marked([]byte(list), Bare, 1); len(docs) != 2 {
		t.Errorf("%d documents of one sentence, want 2", len(docs))
	}
}

func TestSplitDashes(t *testing.T) {
	docs, err := Marked([]byte("the O\nQuayport-based B-LOC\nAda B-PER\nBrook-Norham I-PER\n- O\n2-1 O\n\nso O\n"), Bare, 0)
	if err != nil {
		t.Fatal(err)
	}
	d := SplitDashes(docs[0])
	var words []string
	for i := range d.Tokens {
		words = append(words, d.Word(i))
	}
	if want := []string{"the", "Quayport", "-", "based", "Ada", "Brook", "-", "Norham", "-", "2", "-", "1", "so"}; !reflect.DeepEqual(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
	if want := []Name{{1, 4, "LOC"}, {4, 8, "PER"}}; !reflect.DeepEqual(d.Names, want) {
		t.Errorf("names %v, want %v", d.Names, want)
	}
	if d.Sentences[0].Last != 12 || d.Sentences[1].First != 12 || d.Sentences[1].Last != 13 {
		t.Errorf("sentences %+v", d.Sentences)
	}
}

func TestChains(t *testing.T) {
	const list = "# newdoc id = a\n" +
		"1\tAda\tAda\t_\tNNP\t_\t3\tnsubj\t_\tEntity=(7-person-x(8-x)\n" +
		"2\tHolm\tHolm\t_\tNNP\t_\t1\tflat\t_\tEntity=7)\n" +
		"3\tsaid\tsay\t_\tVBD\t_\t0\troot\t_\t_\n" +
		"4\tshe\tshe\t_\tPRP\t_\t5\tnsubj\t_\tEntity=(7-person)|MSeg=x\n" +
		"5\tslept\tsleep\t_\tVBD\t_\t3\tccomp\t_\tEntity=9)\n"
	docs, err := Treebank([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	if want := []Chained{{0, 1, "8"}, {0, 2, "7"}, {3, 4, "7"}}; !reflect.DeepEqual(docs[0].Chains, want) {
		t.Errorf("chains %+v, want %+v", docs[0].Chains, want)
	}
	heads, pronouns := docs[0].ChainHeads()
	if pronouns[3] != "7" || len(pronouns) != 1 || len(heads["7"]) != 1 || heads["7"][0].In(docs[0].Text) != "Ada" {
		t.Errorf("heads %v, pronouns %v", heads, pronouns)
	}
}

func TestRestyle(t *testing.T) {
	docs, err := Treebank([]byte(treebank))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	s := d.Sentences[0]
	text, tokens := Restyle(d.Text, d.Tokens[s.First:s.Last], TitleCase)
	if want := "They do n't Sail . "; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
	if got := tokens[3]; got.Span().In(text) != "Sail" || got.Tag != d.Tokens[3].Tag {
		t.Errorf("fourth token is %+v", got)
	}
}
