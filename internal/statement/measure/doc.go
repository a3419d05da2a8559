// Package measure counts how many statements are found, and with the right
// speaker, on annotated articles: labels of resolved speakers and of
// utterances in lines of JSON, and PolNeAR's standoff annotation. cmd/evaluate
// uses it; articles are never read with it.
package measure
