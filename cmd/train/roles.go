package main

import (
	"fmt"
	"os"
	"path/filepath"

	"synoptic/internal/language"
	"synoptic/internal/statement/measure"
	"synoptic/internal/statement/roles"
)

// tryRoles makes the model of sources, cues and contents from PolNeAR's
// training part, and prints its size and how well it does on others.
func tryRoles(o options) error {
	docs, err := polnear(o, "train")
	if err != nil {
		return err
	}
	settings := roles.Defaults
	settings.Seed = o.Seed
	data := roles.Train(docs, settings)
	fmt.Printf("roles: %d bytes\n", len(data))
	f, err := roles.Open(data)
	if err != nil {
		return err
	}
	dev, err := polnear(o, "dev")
	if err != nil {
		return err
	}
	printRoles("PolNeAR dev, our tokens", measure.Roles(dev, f.Links))
	given, err := os.ReadFile(filepath.Join(o.Data, "quotes", "cofenet", "valid.jsonl"))
	if err != nil {
		return err
	}
	valid, err := measure.GivenTokens(given)
	if err != nil {
		return err
	}
	printRoles("CofeNet valid", measure.RolesGiven(valid, f.Links))
	return nil
}

func printRoles(set string, r measure.RoleCounts) {
	fmt.Printf("%s: source %.2f cue %.2f content %.2f (F1, of %d); linked, equal %.2f, overlapping %.2f\n", set,
		r.Source.F1(), r.Cue.F1(), r.Content.F1(), r.Content.Gold, r.Equal.F1(), r.Overlapping.F1())
}

func polnear(o options, part string) ([]*roles.Document, error) {
	examples, err := measure.PolNeAR(os.DirFS(filepath.Join(o.Data, "quotes", "polnear", part)))
	if err != nil {
		return nil, err
	}
	return measure.Paragraphs(examples, language.Annotate), nil
}
