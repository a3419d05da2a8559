package train

import (
	_ "embed"
	"fmt"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/story"
	"synoptic/internal/story/measure"
)

const features = len(story.FeatureNames)

// A board is a set with the features of all its pairs at hand.
type board struct {
	set   measure.Set
	n     int
	pairs [][features]float32 // of i and j > i, row by row
	score []float64           // n by n
}

func newBoard(set measure.Set, m *story.Model) *board {
	set.Analyses = story.InOrder(set.Analyses)
	samples := story.Samples(set.Analyses, m)
	b := &board{set: set, n: len(samples), score: make([]float64, len(samples)*len(samples))}
	for i := range samples {
		for j := i + 1; j < len(samples); j++ {
			var f [features]float32
			for k, x := range story.Features(samples[i], samples[j]) {
				f[k] = float32(x)
			}
			b.pairs = append(b.pairs, f)
		}
	}
	return b
}

// run groups the set by average linkage over the model's scores.
func (b *board) run(m *story.Model, bound float64) measure.Result {
	k := 0
	for i := range b.n {
		for j := i + 1; j < b.n; j++ {
			x := 0.0
			for q, f := range &b.pairs[k] {
				x += m.Weights[q] * float64(f)
			}
			x = min(max(x, -story.ScoreBound), story.ScoreBound)
			b.score[i*b.n+j], b.score[j*b.n+i] = x, x
			k++
		}
	}
	groups := make(map[int]int)
	var stories []model.Story
	for i, into := range story.Linkage(b.score, b.n, bound, m.Contrast) {
		at, ok := groups[into]
		if !ok {
			at = len(stories)
			groups[into] = at
			stories = append(stories, model.Story{})
		}
		stories[at].Articles = append(stories[at].Articles, b.set.Analyses[i].Article.ID)
	}
	return measure.Score(b.set, stories)
}

//go:embed start.txt
var startText string

// Run fits the model on the sets under dir and returns it as weights.txt has
// it. The search starts from weights set by hand. A fit changes which stories a Stream finds, and these how
// much words weigh, so it is done twice, and what does best when run for real
// is kept.
func Run(dir string, log func(string)) (string, error) {
	sets, err := measure.Sets(dir)
	if err != nil {
		return "", fmt.Errorf("train stories: %w", err)
	}
	if len(sets) == 0 {
		return "", fmt.Errorf("train stories: no set under %s/stories", dir)
	}
	for _, set := range sets {
		sets = append(sets, oneDay(set))
	}
	m := story.ParseModel(startText)
	best, bestAim := m, really(sets, &m)
	for range 2 {
		m = Fit(sets, m, log)
		x := really(sets, &m)
		log(fmt.Sprintf("run for real: %.4f, best before %.4f", x, bestAim))
		if x > bestAim {
			best, bestAim = m, x
		}
	}
	for _, set := range sets {
		r := measure.Run(set, &best)
		log(fmt.Sprintf("%s: BCubed F1 %.3f, twins merged %d of %d", r.Set, r.F1(), r.TwinsMerged, r.Twins))
	}
	return Format(best), nil
}

// oneDay is a set as if all of it had appeared on one day, as what is compared
// often has: the model must not lean on dates alone.
func oneDay(set measure.Set) measure.Set {
	out := measure.Set{Name: set.Name + ", one day", Story: set.Story}
	for _, an := range set.Analyses {
		a := *an.Article
		a.Published = &model.Published{Value: "2000-01-01", From: "metadata"}
		out.Analyses = append(out.Analyses, &model.Analysis{Article: &a})
	}
	return out
}

// really is the aim that a model reaches when a Stream uses it.
func really(sets []measure.Set, m *story.Model) float64 {
	sum, weights := 0.0, 0.0
	for _, set := range sets {
		sum += weightOf(set) * worth(measure.Run(set, m))
		weights += weightOf(set)
	}
	return sum / weights
}

// worth is what the stories of one set are worth to training.
func worth(r measure.Result) float64 {
	x := min(r.F1(), enoughOf(r.Set)) + surplus*r.F1()
	if r.Twins > 0 {
		x -= twinCost * float64(r.TwinsMerged) / float64(r.Twins)
	}
	return x
}

// Fit searches the weights that give the best stories, one weight at a time
// with steps that shrink, from those of m. The aim is the mean BCubed F1 over
// the sets, at the bound and a little above and below it, less what merged
// twins cost.
func Fit(sets []measure.Set, m story.Model, log func(string)) story.Model {
	var boards []*board
	for _, s := range sets {
		boards = append(boards, newBoard(s, &m))
	}
	best := aim(boards, &m)
	for _, step := range []float64{1, 0.5, 0.25} {
		for round := range 3 {
			before := best
			for _, d := range [...]float64{step / 5, -step / 5} {
				try := m
				try.Contrast += d
				if x := aim(boards, &try); x > best+1e-4 {
					m, best = try, x
					break
				}
			}
			for k := range features {
				for _, d := range [...]float64{step, -step} {
					try := m
					try.Weights[k] += d
					if x := aim(boards, &try); x > best+1e-4 {
						m, best = try, x
						break
					}
				}
			}
			log(fmt.Sprintf("step %.2f round %d: %.4f %s", step, round, best, describe(boards, &m)))
			if best-before < 5e-4 {
				break
			}
		}
	}
	return m
}

// enough is the F1 of a set above which more counts for little, so that the
// easiest set does not decide at the cost of the others.
var enough = map[string]float64{"giveme5w": 0.93, "ecbplus": 0.94, "allsides": 0.89,
	"giveme5w, one day": 0.93, "ecbplus, one day": 0.91, "allsides, one day": 0.75}

func enoughOf(set string) float64 {
	if x, ok := enough[set]; ok {
		return x
	}
	return 1
}

// surplus is how much F1 above enough counts.
const surplus = 0.1

// aim is what Fit makes as large as it can.
func aim(boards []*board, m *story.Model) float64 {
	sum, weights := 0.0, 0.0
	for _, b := range boards {
		weights += weightOf(b.set)
		for _, d := range [...]float64{-0.3, 0, 0.3} {
			sum += weightOf(b.set) * worth(b.run(m, m.Join+d)) / 3
		}
	}
	return sum / weights
}

// weightOf is how much a set counts: one that is made up counts less.
func weightOf(set measure.Set) float64 {
	if strings.HasSuffix(set.Name, "one day") {
		return 0.4
	}
	return 1
}

// twinCost is what merging all twins costs, in F1.
const twinCost = 0.25

func describe(boards []*board, m *story.Model) string {
	var out strings.Builder
	for _, b := range boards {
		r := b.run(m, m.Join)
		fmt.Fprintf(&out, " %s %.3f (twins %d/%d)", r.Set, r.F1(), r.TwinsMerged, r.Twins)
	}
	return out.String()
}

// Format writes a model as weights.txt has it.
func Format(m story.Model) string {
	var b strings.Builder
	b.WriteString("# Weights of the model that says whether two articles tell one story.\n")
	b.WriteString("# Made by: go run ./cmd/train story --data DIR, from Giveme5W (curated), ECB+\n# (topics 1-35) and AllSides (2021); a name and a number a line.\n")
	for i, n := range story.FeatureNames {
		fmt.Fprintf(&b, "%s %.4f\n", n, m.Weights[i])
	}
	fmt.Fprintf(&b, "join %.4f\ncontrast %.4f\nrelated %.4f\n", m.Join, m.Contrast, m.Related)
	return b.String()
}
