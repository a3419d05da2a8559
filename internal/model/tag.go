package model

// A Tag is a Penn Treebank part of speech in one byte; its zero value means
// "not tagged".
type Tag uint8

// tagNames lists the tags of the Penn Treebank and of UD English, in a fixed
// order that models rely on: append only.
var tagNames = []string{"", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS",
	"NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG",
	"VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "$", "#",
	"HYPH", "NFP", "ADD", "AFX", "GW", "XX"}

// String is the tag's name, "" for none.
func (t Tag) String() string {
	if int(t) < len(tagNames) {
		return tagNames[t]
	}
	return ""
}

// TagOf is the tag of that name, or the zero Tag where there is none.
func TagOf(name string) Tag { return Tag(indexOf(tagNames, name)) }

// A Rel is a Universal Dependencies relation in one byte; its zero value means
// "not parsed".
type Rel uint8

// relNames lists the relations of UD v2 English; append only.
var relNames = []string{"", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
	"aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
	"csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat",
	"goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer",
	"nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct",
	"reparandum", "vocative", "xcomp"}

// String is the relation's name, "" for none.
func (r Rel) String() string {
	if int(r) < len(relNames) {
		return relNames[r]
	}
	return ""
}

// RelOf is the relation of that name, or the zero Rel where there is none.
func RelOf(name string) Rel { return Rel(indexOf(relNames, name)) }

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}
