package language

import (
	"slices"
	"strings"

	"synoptic/internal/language/date"
	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/refer"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// Annotate finds in a everything that can be found in one article alone,
// except its statements. The article is not changed. Ticker items, embedded
// posts and pull quotes are passed over. Of a text in another language than
// English only sentences and tokens are found: English rules would make names
// out of its nouns.
func Annotate(a *model.Article) *model.Analysis {
	an := &model.Analysis{Article: a}
	an.Sentences, an.Tokens = segment.Split(a.Text, a.Searched())
	if !readable(a.Language) {
		return an
	}
	tag.Tag(a.Text, an.Sentences, an.Tokens)
	parse.Parse(a.Text, an.Sentences, an.Tokens)
	an.Dates = date.Find(a, an.Sentences, an.Tokens)
	refer.Resolve(an, slices.DeleteFunc(name.Find(a.Text, an.Sentences, an.Tokens), isPeople))
	return an
}

// isPeople says whether a name is a nationality, which package refer finds by
// its lists where it belongs to a description ("Iranian officials").
func isPeople(n name.Name) bool { return n.Type == model.Group }

// readable says whether texts of that language are annotated: English, and
// what is too short to tell.
func readable(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return base == "en" || base == "und" || base == ""
}
