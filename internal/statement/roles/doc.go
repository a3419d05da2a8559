// Package roles finds attributions by a trained model: which words are the
// source, the cue and the content of each, and which of them belong together.
// It knows no cue verb and no rule of grammar by name.
//
// The program does not use it yet: a model that does well has 7.8 MB, and with
// it the models would exceed their bound of 25 MB. cmd/train makes it and
// measures it.
//
// A linear-chain conditional random field (Lafferty et al. 2001) over words,
// tags, tree and quotation marks says of each token how likely it is part of a
// source, a cue or a content. From that, runs of tokens that may be cues are
// taken; for each cue, log-linear choosers pick its content before it, its
// content after it and its source among runs that begin and end where the
// field, the tree or the sentence has an edge; and a last one judges, with all
// that in view, whether the cue is one. The protocol is PolNeAR's (Newell et
// al. 2018), on which it is trained: attitudes ("wants to leave") count as
// attributions too.
package roles
