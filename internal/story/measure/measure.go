package measure

import (
	"path/filepath"
	"sort"

	lineage "synoptic/internal/lineage/measure"
	"synoptic/internal/model"
	"synoptic/internal/story"
)

// minBody is the bytes an article's body must have to be measured.
const minBody = 50

// A Set is the articles of one set with the story each belongs to.
type Set struct {
	Name     string
	Analyses []*model.Analysis
	Story    map[string]string // by article id
}

// Sets reads every set under dir/stories. Articles that their set does not
// count as curated, and those almost without a body, are left out.
func Sets(dir string) ([]Set, error) {
	dirs, err := filepath.Glob(filepath.Join(dir, "stories", "*"))
	if err != nil {
		return nil, err
	}
	var out []Set
	for _, d := range dirs {
		records, err := lineage.Lines[lineage.Record](d, "*.jsonl")
		if err != nil {
			return nil, err
		}
		set := Set{Name: filepath.Base(d), Story: make(map[string]string)}
		for i := range records {
			r := &records[i]
			if r.Story == "" || r.Curated != nil && !*r.Curated || len(r.Body) < minBody {
				continue
			}
			set.Analyses = append(set.Analyses, &model.Analysis{Article: r.Article()})
			set.Story[r.ID] = r.Story
		}
		if len(set.Analyses) > 0 {
			out = append(out, set)
		}
	}
	return out, nil
}

// A Result is how well the stories of one set were found.
type Result struct {
	Set                 string
	Articles            int
	Wanted, Found       int     // stories
	Precision, Recall   float64 // BCubed (Bagga and Baldwin 1998)
	PairRight           int     // pairs of articles in one story in both
	PairFound, PairWant int
	Twins, TwinsMerged  int // pairs of stories of one topic, alike but different
}

// F1 is the BCubed F1.
func (r Result) F1() float64 { return harmonic(r.Precision, r.Recall) }

// PairF1 is the pairwise F1.
func (r Result) PairF1() float64 {
	return harmonic(float64(r.PairRight)/float64(max(r.PairFound, 1)), float64(r.PairRight)/float64(max(r.PairWant, 1)))
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Run groups a set and compares.
func Run(set Set, m *story.Model) Result {
	s := story.New(story.Options{Model: m})
	for _, an := range story.InOrder(set.Analyses) {
		s.Add(an)
	}
	s.Repair()
	return Score(set, s.Stories())
}

// Score compares stories with the labels of a set.
func Score(set Set, stories []model.Story) Result {
	r := Result{Set: set.Name, Articles: len(set.Story), Found: len(stories)}
	want := make(map[string]int)
	for _, s := range set.Story {
		want[s]++
	}
	r.Wanted = len(want)
	majority := make(map[int]map[string]int)
	for k, s := range stories {
		cells := make(map[string]int)
		for _, id := range s.Articles {
			cells[set.Story[id]]++
		}
		n := len(s.Articles)
		r.PairFound += n * (n - 1) / 2
		for name, c := range cells {
			r.PairRight += c * (c - 1) / 2
			r.Precision += float64(c) * float64(c) / float64(n)
			r.Recall += float64(c) * float64(c) / float64(want[name])
		}
		majority[k] = cells
	}
	for _, n := range want {
		r.PairWant += n * (n - 1) / 2
	}
	r.Precision /= float64(max(len(set.Story), 1))
	r.Recall /= float64(max(len(set.Story), 1))
	r.twins(want, majority)
	return r
}

// twins counts the stories NAME and NAMEplus, two similar events of one topic,
// and those pairs of which one found story holds at least half of either.
func (r *Result) twins(want map[string]int, found map[int]map[string]int) {
	var names []string
	for name := range want {
		if want[name+"plus"] > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	r.Twins = len(names)
	for _, name := range names {
		for _, cells := range found {
			if 2*cells[name] >= want[name] && 2*cells[name+"plus"] >= want[name+"plus"] {
				r.TwinsMerged++
				break
			}
		}
	}
}
