package read

import (
	"synoptic/internal/model"
)

// How sure values are that files of articles state, and those that the text
// itself tells, where their reader says nothing nearer.
const (
	sureStated   = 0.9
	sureTextual  = 0.85
	sureLanguage = 0.97
	sureDateline = 0.95
	sureFileName = 0.2
)

// tellRest says of each value that its reader did not tell of how it was found:
// from the text where a block or line of it says so, else from what the file
// states.
func tellRest(a *model.Article) {
	stated := model.Found{From: "metadata", How: "what the file states", Confidence: sureStated}
	tell := func(field model.Field, known bool, f model.Found) {
		if _, told := a.Found[field]; known && !told {
			a.Tell(field, f)
		}
	}
	for field, kind := range map[model.Field]model.BlockKind{model.FieldTitle: model.BlockTitle, model.FieldSubtitle: model.BlockSubtitle} {
		if f, ok := blockFound(a, kind); ok {
			f.Confidence = max(f.Confidence, a.Found[field].Confidence)
			if told, before := a.Found[field]; before {
				f.How = told.How
			}
			a.Tell(field, f)
		}
	}
	tell(model.FieldTitle, a.Title != "", stated)
	tell(model.FieldSubtitle, a.Subtitle != "", stated)
	tell(model.FieldOutlet, a.Outlet.Name != "", outletFound(a.Outlet))
	tell(model.FieldByline, len(a.Byline) > 0, stated)
	tell(model.FieldPublished, a.Published != nil, timeFound(a.Published))
	tell(model.FieldUpdated, a.Updated != nil, timeFound(a.Updated))
	tell(model.FieldSection, a.Section != "", stated)
	tell(model.FieldURL, a.URL != "", stated)
	tell(model.FieldDateline, a.Dateline != "", stated)
	if a.Language != "" && a.Language != "und" {
		tell(model.FieldLanguage, true, model.Found{From: "text", How: "the words of the text", Confidence: sureLanguage})
	}
}

// blockFound is where the first block of a kind stands.
func blockFound(a *model.Article, kind model.BlockKind) (model.Found, bool) {
	for _, b := range a.Blocks {
		if b.Kind == kind {
			span := b.Span()
			return model.Found{From: "text", How: "a line above the text", Confidence: sureTextual, Span: &span, Line: b.Line}, true
		}
	}
	return model.Found{}, false
}

func outletFound(o model.Outlet) model.Found {
	switch o.From {
	case "file":
		return model.Found{From: o.From, How: "the file's name", Confidence: sureFileName}
	case "text":
		return model.Found{From: o.From, How: "a line of the page", Confidence: sureTextual}
	case "url":
		return model.Found{From: o.From, How: "the address", Confidence: sureTextual}
	}
	return model.Found{From: "metadata", How: "what the file states", Confidence: sureStated}
}

func timeFound(p *model.Published) model.Found {
	if p == nil {
		return model.Found{}
	}
	f := model.Found{From: p.From, How: "what the file states", Confidence: sureStated, Span: p.Span}
	if p.From != "metadata" {
		f.How, f.Confidence = "a line of the page", sureTextual
	}
	return f
}
