package language

import (
	"synoptic/internal/language/segment"
	"synoptic/internal/model"
)

// Annotate finds in a everything that can be found in one article alone,
// except its statements. The article is not changed.
func Annotate(a *model.Article) *model.Analysis {
	an := &model.Analysis{Article: a}
	an.Sentences, an.Tokens = segment.Split(a.Text, a.Blocks)
	return an
}
