package main

import (
	"embed"
	"strings"

	"synoptic/internal/language/name"
)

// listFiles are lists of names that go into the model of names as hashes.
//
//go:embed lists/*.txt
var listFiles embed.FS

// nameLists reads the lists.
func nameLists() (name.Lists, error) {
	var l name.Lists
	for _, f := range []struct {
		file string
		to   *[]string
	}{
		{"cities", &l.Cities}, {"provinces", &l.Provinces}, {"surnames", &l.Surnames}, {"given", &l.Given}, {"companies", &l.Companies},
	} {
		raw, err := listFiles.ReadFile("lists/" + f.file + ".txt")
		if err != nil {
			return l, err
		}
		for line := range strings.Lines(string(raw)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				*f.to = append(*f.to, line)
			}
		}
	}
	return l, nil
}
