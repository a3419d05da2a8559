// Package segment cuts an article's text into sentences and tokens, each a
// byte range of the text; it changes and copies nothing. Tokens follow the
// Universal Dependencies treebanks of English: "did" "n't", "Iran" "'s", "10"
// "%", "15" "-" "year" but "co-founder"; every quotation mark is a token of
// its own. Sentences never cross a block, and a closing mark belongs to the
// sentence it closes. Datelines and the credits of pictures are sentences of
// their own. What the tokens mean is left to the packages tag, parse
// and name.
//
// On the dev part of UD English EWT, its paragraphs as blocks: tokens F1 98.9,
// sentences F1 84.7; of GUM 99.7 and 95.7.
package segment
