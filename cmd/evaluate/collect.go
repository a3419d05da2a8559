package main

import (
	"path/filepath"
	"slices"
)

// A part is a part of a task; one that finds none of its files has no figures.
type part func(in input) ([]figure, error)

// collect runs the parts of a task in their order.
func collect(in input, parts ...part) ([]figure, error) {
	var out []figure
	for _, p := range parts {
		figures, err := p(in)
		if err != nil {
			return nil, err
		}
		out = append(out, figures...)
	}
	if len(out) == 0 {
		return nil, errNoData
	}
	return out, nil
}

// eachFile is the part that measures on each file of those patterns.
func eachFile(measure func(in input, file string) ([]figure, error), patterns ...string) part {
	return func(in input) ([]figure, error) {
		var out []figure
		for _, file := range matching(in.data, patterns...) {
			figures, err := measure(in, file)
			if err != nil {
				return nil, err
			}
			out = append(out, figures...)
		}
		return out, nil
	}
}

// matching are the files below root that match any of the patterns, sorted.
func matching(root string, patterns ...string) []string {
	var out []string
	for _, p := range patterns {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(p)))
		if err == nil { // a pattern of ours is never malformed
			out = append(out, files...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
