package compare

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// ferry is an invented story in four accounts.
func ferry() []*model.Analysis {
	return []*model.Analysis{
		told("Harbour Post", "2031-03-04",
			said{"Ida Marr", model.Direct, "It is hard to draw firm conclusions or to see a clear picture now. Nobody on the island should have to wait for medicine again."},
			said{"Tomas Vell", model.Indirect, "the repairs would cost 12 million crowns"}),
		told("Valley Echo", "2031-03-04",
			said{"Ida Marr", model.Direct, "It is very hard to make any final conclusions at present and get a clear picture"},
			said{"Vell", model.Direct, "The repairs will cost some 12 million crowns, not a crown less"}),
		told("Evening Bell", "2031-03-05",
			said{"Marr", model.Indirect, "nobody on the island should have to wait for medicine again"},
			said{"", model.Direct, "The repairs will cost some 12 million crowns, not a crown less"}),
		told("North Wire", "",
			said{"Ida Marr", model.Direct, "We shall see."},
			said{"the harbour master", model.Indirect, "the ferry had struck a rock"}),
	}
}

func asJSON(t *testing.T, s model.Synopsis) string {
	t.Helper()
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestCompareDoesNotDependOnOrder(t *testing.T) {
	want := asJSON(t, Compare(model.Story{}, ferry()))
	r := rand.New(rand.NewPCG(1, 2))
	for range 24 {
		list := ferry()
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if got := asJSON(t, Compare(model.Story{}, list)); got != want {
			t.Fatalf("another order gives another synopsis:\n%s\nwant\n%s", got, want)
		}
	}
}

// A copy of an account adds its statements to the utterances and changes
// nothing else about them.
func TestCompareWithACopyOfAnAccount(t *testing.T) {
	list := ferry()
	before := Compare(model.Story{}, list)
	copied := told("Morning Copy", "2031-03-04",
		said{"Ida Marr", model.Direct, "It is hard to draw firm conclusions or to see a clear picture now. Nobody on the island should have to wait for medicine again."},
		said{"Tomas Vell", model.Indirect, "the repairs would cost 12 million crowns"})
	story := model.Story{Lineages: []model.Lineage{{Articles: []string{list[0].Article.ID, copied.Article.ID}, Origin: list[0].Article.ID}}}
	after := Compare(story, append(list, copied))
	if len(before.Utterances) != len(after.Utterances) {
		t.Fatalf("%d utterances with the copy, %d without", len(after.Utterances), len(before.Utterances))
	}
	var want, got []string
	for _, u := range before.Utterances {
		want = append(want, strings.Join(u.Statements, " "))
	}
	for _, u := range after.Utterances {
		kept := slices.DeleteFunc(slices.Clone(u.Statements), func(id string) bool { return strings.HasPrefix(id, copied.Article.ID) })
		got = append(got, strings.Join(kept, " "))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("with the copy\n%q\nwithout\n%q", got, want)
	}
}

func TestCompareRenamedOutlets(t *testing.T) {
	list, renamed := ferry(), ferry()
	swap := []string{}
	for i, an := range renamed {
		an.Article.Outlet.Name = fmt.Sprintf("Outlet %c", 'Z'-i)
		an.Article.Seal()
		swap = append(swap, an.Article.ID, list[i].Article.ID)
	}
	want := asJSON(t, Compare(model.Story{}, list))
	got := strings.NewReplacer(swap...).Replace(asJSON(t, Compare(model.Story{}, renamed)))
	if got != want {
		t.Errorf("renaming outlets changes more than IDs:\n%s\nwant\n%s", got, want)
	}
}

func TestCompareOnNothing(t *testing.T) {
	for _, list := range [][]*model.Analysis{nil, {nil}, {{}}, {{Article: &model.Article{}}}} {
		if s := Compare(model.Story{}, list); len(s.Utterances) != 0 {
			t.Errorf("utterances out of nothing: %v", s.Utterances)
		}
	}
}

// broken is an analysis with spans and indices that point nowhere.
func TestCompareOnBrokenAnalyses(t *testing.T) {
	an := told("Harbour Post", "2031-03-04", said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay"})
	an.Statements[0].Content = []model.Span{{Start: -4, End: 1 << 20}, {Start: 9, End: 3}, {}}
	an.Statements = append(an.Statements, model.Statement{ID: "s2", Speaker: model.Speaker{Entity: "e99"}})
	an.Mentions = append(an.Mentions, model.Mention{Span: model.Span{Start: 5, End: 1 << 20}, Entity: 77, Confidence: 1},
		model.Mention{Span: model.Span{Start: -5, End: -1}, Entity: 0, Confidence: 1, Kind: model.MentionName})
	Compare(model.Story{Lineages: []model.Lineage{{Origin: "none", Articles: []string{"none"}}}}, []*model.Analysis{an})
}

var spaces = regexp.MustCompile(`\s+`)

// checkVariants checks what holds of all variants: runs slice to their text,
// stand in order, hold all words of the content they are of, and name each
// other.
func checkVariants(t *testing.T, s model.Synopsis, analyses []*model.Analysis) {
	t.Helper()
	text := map[string]string{}
	for _, an := range analyses {
		text[an.Article.ID] = an.Article.Text
	}
	article := map[string]string{}
	for _, st := range s.Statements {
		article[st.ID] = text[st.Article]
	}
	for _, u := range s.Utterances {
		type place struct {
			statement string
			column    int
		}
		words := map[place]string{}
		for _, v := range u.Variants {
			end, column := -1, -1
			for _, r := range v.Words {
				if got := (model.Span{Start: r.Start, End: r.End}).In(article[v.Statement]); got != r.Text {
					t.Errorf("run %q is %q in the text", r.Text, got)
				}
				if r.Start < end || r.Column < column {
					t.Errorf("run %q stands out of order", r.Text)
				}
				end, column = r.End, r.Column
				p := place{v.Statement, r.Column}
				words[p] = strings.TrimSpace(words[p] + " " + bare(r.Text))
			}
		}
		for _, v := range u.Variants {
			for _, r := range v.Words {
				for _, w := range r.With {
					mine, theirs := words[place{v.Statement, r.Column}], words[place{w, r.Column}]
					if mine != theirs {
						t.Errorf("column %d: %q of %s and %q of %s are said to be the same", r.Column, mine, v.Statement, theirs, w)
					}
				}
			}
		}
	}
}

// bare is text as words alone, in lower case.
func bare(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(".,;:!?\"“”‘’()…—-", r) {
			return ' '
		}
		return r
	}, strings.ToLower(text))
	return strings.TrimSpace(spaces.ReplaceAllString(text, " "))
}

func TestVariants(t *testing.T) {
	list := ferry()
	checkVariants(t, Compare(model.Story{}, list), list)
}

func TestVariantsHoldAllWords(t *testing.T) {
	words := "We shall (as I said) rebuild the “old” ferry quay — all of it — before autumn."
	list := []*model.Analysis{
		told("Harbour Post", "2031-03-04", said{"Ida Marr", model.Direct, words}),
		told("Valley Echo", "2031-03-04", said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay before autumn"}),
	}
	s := Compare(model.Story{}, list)
	checkVariants(t, s, list)
	for _, u := range s.Utterances {
		for _, v := range u.Variants {
			var got []string
			for _, r := range v.Words {
				got = append(got, strings.Fields(r.Text)...)
			}
			want := strings.Fields(words)
			if strings.HasPrefix(v.Statement, list[1].Article.ID) {
				want = strings.Fields("We shall rebuild the ferry quay before autumn")
			}
			if !slices.Equal(got, want) {
				t.Errorf("runs hold %q, want %q", got, want)
			}
		}
	}
}
