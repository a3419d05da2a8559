package measure

import "synoptic/internal/model"

// A FactScore counts labelled facts, those of which a shown fact has a
// passage, and of these the accounts named rightly: Right of Named, of States
// that state it.
type FactScore struct {
	Gold, Found          int
	Right, Named, States int
	// Silent are accounts shown as silent that do not state the fact, of
	// SilentShown.
	Silent, SilentShown int
	Missed              []string
}

// Facts scores fact rows account by account. Each labelled fact is compared
// with the shown one that names most of its accounts rightly.
func Facts(rows []LabelledRow, synopses map[string]model.Synopsis, articles map[string]*model.Article) FactScore {
	var s FactScore
	for _, row := range rows {
		if row.Type != "fact" {
			continue
		}
		s.Gold++
		best, right, named := -1, 0, 0
		facts := synopses[row.Story].Facts
		for i := range facts {
			r, n := factAccounts(row, &facts[i], articles)
			if r > 0 && (r > right || r == right && n < named) {
				best, right, named = i, r, n
			}
		}
		if best < 0 {
			s.Missed = append(s.Missed, row.ID)
			continue
		}
		s.Found++
		s.Right += right
		s.Named += named
		s.States += len(row.Articles)
		for _, id := range facts[best].Absent {
			if absent, known := statedBy(row, id); known {
				s.SilentShown++
				if absent {
					s.Silent++
				}
			}
		}
	}
	return s
}

// factAccounts is how many accounts f names with a passage that the row has,
// and how many of the row's accounts it names at all.
func factAccounts(row LabelledRow, f *model.Fact, articles map[string]*model.Article) (right, named int) {
	seen := map[string]bool{}
	for _, e := range f.Evidence {
		if _, known := statedBy(row, e.Article); !known || seen[e.Article] {
			continue
		}
		seen[e.Article] = true
		named++
		for _, l := range row.Articles {
			a := articles[l.Article]
			if l.Article == e.Article && a != nil && (model.Span{Start: e.Start, End: e.End}).Overlaps(l.in(a)) {
				right++
				break
			}
		}
	}
	return right, named
}

// statedBy says whether the row marks the article as silent, and whether it
// speaks of the article at all.
func statedBy(row LabelledRow, id string) (absent, known bool) {
	for _, a := range row.Absent {
		if a == id {
			return true, true
		}
	}
	for _, l := range row.Articles {
		if l.Article == id {
			return false, true
		}
	}
	return false, false
}
