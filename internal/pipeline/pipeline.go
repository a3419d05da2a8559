// Package pipeline joins the stages. Analyze and Compare are the product: pure
// functions that read no clock, no network and no file, so the same input
// gives the same bytes. Run applies them to many articles on many processors,
// with a result that depends on neither their number nor the order of input.
package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"synoptic/internal/compare"
	"synoptic/internal/language"
	"synoptic/internal/lineage"
	"synoptic/internal/model"
	"synoptic/internal/statement"
	"synoptic/internal/story"
)

// Analyze finds everything there is in one article alone.
func Analyze(a *model.Article) *model.Analysis {
	an := language.Annotate(a)
	an.Statements = statement.Find(an)
	return an
}

// Compare lays the accounts of one story side by side. The analyses are those
// of the story's articles.
func Compare(s model.Story, analyses []*model.Analysis) model.Synopsis {
	s.Copies, s.Lineages = lineage.Find(analyses)
	return compare.Compare(s, analyses)
}

// Options bound and watch a run. The zero value is good.
type Options struct {
	Workers       int                                 // processors to use; all where 0
	MinConfidence float64                             // statements less sure than this are left out
	Since, Until  string                              // days ("2025-06-24"), both included; "" is open
	Progress      func(stage string, done, total int) // may be nil; is called from many goroutines
}

// Stages named to Options.Progress.
const (
	StageAnalyze = "reading closely"
	StageCompare = "comparing"
)

// Keep says whether an article of that time of publication falls into the days
// asked for. An article without a date is kept: it may well belong.
func (o Options) Keep(p *model.Published) bool {
	day := p.Day()
	if day == "" {
		return true
	}
	return (o.Since == "" || day >= o.Since) && (o.Until == "" || day <= o.Until)
}

// Run makes a Document out of articles: it analyses each, puts them into
// stories and compares each story. Articles are sorted by source, and numbered
// apart where two have one ID. An article or story on which a stage fails is
// named in Skipped and costs only itself. The error is ctx's.
func Run(ctx context.Context, articles []*model.Article, o Options) (*model.Document, error) {
	doc := &model.Document{Format: model.Format, Articles: []*model.Article{}, Stories: []model.Synopsis{}, Skipped: []model.Skipped{}}
	articles = slices.DeleteFunc(slices.Clone(articles), func(a *model.Article) bool { return !o.Keep(a.Published) })
	canonical(articles)
	analyses, err := o.analyze(ctx, articles, doc)
	if err != nil {
		return nil, err
	}
	if err := o.compare(ctx, analyses, doc); err != nil {
		return nil, err
	}
	dateUndated(doc)
	arrange(doc)
	return doc, nil
}

// analyze fills doc.Articles with the articles that could be analysed, and
// returns their analyses in the same order.
func (o Options) analyze(ctx context.Context, articles []*model.Article, doc *model.Document) ([]*model.Analysis, error) {
	analyses := make([]*model.Analysis, len(articles))
	faults := make([]error, len(articles))
	err := o.each(ctx, StageAnalyze, len(articles), func(i int) {
		analyses[i], faults[i] = guarded(func() *model.Analysis {
			an := Analyze(articles[i])
			an.Statements = confident(an.Statements, o.MinConfidence)
			an.Tokens, an.Mentions = trimmed(an.Tokens), trimmed(an.Mentions) // thousands are held at once
			return an
		})
	})
	if err != nil {
		return nil, err
	}
	for i, fault := range faults {
		if fault != nil {
			doc.Skipped = append(doc.Skipped, model.Skipped{Source: articles[i].Source, Reason: fault.Error()})
			continue
		}
		doc.Articles = append(doc.Articles, articles[i])
	}
	return slices.DeleteFunc(analyses, func(an *model.Analysis) bool { return an == nil }), nil
}

// trimmed is list without spare room, where that is worth a copy.
func trimmed[T any](list []T) []T {
	if cap(list)-len(list) < len(list)/8 {
		return list
	}
	return slices.Clone(list)
}

// compare fills doc.Stories. It empties analyses as it goes.
func (o Options) compare(ctx context.Context, analyses []*model.Analysis, doc *model.Document) error {
	stories := story.Group(analyses)
	place := make(map[string]int, len(analyses))
	for i, an := range analyses {
		place[an.Article.ID] = i
	}
	doc.Stories = make([]model.Synopsis, len(stories))
	faults := make([]error, len(stories))
	err := o.each(ctx, StageCompare, len(stories), func(i int) {
		accounts := make([]*model.Analysis, len(stories[i].Articles))
		for j, id := range stories[i].Articles {
			accounts[j] = analyses[place[id]]
			analyses[place[id]] = nil // a story is compared once; its memory is free then
		}
		doc.Stories[i], faults[i] = guarded(func() model.Synopsis { return Compare(stories[i], accounts) })
		if faults[i] != nil {
			doc.Stories[i] = model.Synopsis{Story: stories[i]}
		}
	})
	for i, fault := range faults {
		if fault != nil {
			doc.Skipped = append(doc.Skipped, model.Skipped{Source: "story " + stories[i].ID, Reason: fault.Error()})
		}
	}
	return err
}

// canonical sorts articles by source and tells those with one ID apart by a
// number, so that nothing depends on the order of input.
func canonical(articles []*model.Article) {
	slices.SortStableFunc(articles, func(a, b *model.Article) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.ID, b.ID))
	})
	seen := map[string]int{}
	for _, a := range articles {
		seen[a.ID]++
		if n := seen[a.ID]; n > 1 {
			a.ID = fmt.Sprintf("%s-%d", a.ID, n)
		}
	}
}

// sureOfOthers is how sure the day is that other accounts tell: an account can
// be older or younger than the others.
const sureOfOthers = 0.5

// dateUndated gives articles without a date of their own the day that other
// accounts of their story give them; Published.From says so.
func dateUndated(doc *model.Document) {
	days := map[string]model.Published{}
	for _, s := range doc.Stories {
		for _, d := range s.Dated {
			days[d.Article] = d.Published
		}
	}
	for _, a := range doc.Articles {
		if day, ok := days[a.ID]; ok && a.Published == nil {
			a.Published = &day
			a.Tell(model.FieldPublished, model.Found{From: day.From, How: "the days that other accounts of the story tell", Confidence: sureOfOthers})
		}
	}
}

// arrange puts the stories told by most accounts first.
func arrange(doc *model.Document) {
	slices.SortStableFunc(doc.Stories, func(a, b model.Synopsis) int {
		return cmp.Or(cmp.Compare(len(b.Lineages), len(a.Lineages)), cmp.Compare(len(b.Articles), len(a.Articles)),
			cmp.Compare(a.ID, b.ID))
	})
}

func confident(statements []model.Statement, least float64) []model.Statement {
	return slices.DeleteFunc(statements, func(s model.Statement) bool { return s.Confidence < least })
}

// each calls f for 0..n-1 on the run's workers and returns ctx's error.
func (o Options) each(ctx context.Context, stage string, n int, f func(i int)) error {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var g errgroup.Group
	g.SetLimit(workers)
	var done atomic.Int64
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error {
			f(i)
			if o.Progress != nil {
				o.Progress(stage, int(done.Add(1)), n)
			}
			return nil
		})
	}
	_ = g.Wait() // f has no error to return
	return ctx.Err()
}

// guarded turns a panic of f into an error, so that a fault of ours costs one
// article or story and is told with the input that shows it.
func guarded[T any](f func() T) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a fault in Synoptic itself, please report it: %v", r)
		}
	}()
	return f(), nil
}
