package en

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

func TestCountries(t *testing.T) {
	for word, want := range map[string]string{"Russian Federation": "Russia", "the UK": "United Kingdom", "Iran": "Iran"} {
		if c, ok := CountryNamed(word); !ok || c.Name != want {
			t.Errorf("CountryNamed(%q) = %q, want %q", word, c.Name, want)
		}
	}
	if c, _ := CountryOfAdjective("Dutch"); c.Name != "Netherlands" {
		t.Errorf("Dutch: %q", c.Name)
	}
	if c, _ := CountryOfPeople("Danes"); c.Name != "Denmark" {
		t.Errorf("Danes: %q", c.Name)
	}
	if c, _ := CountryOfPeople("Iranian"); c.Name != "Iran" {
		t.Errorf("an Iranian: %q", c.Name)
	}
	if _, ok := CountryNamed("Lavender"); ok {
		t.Error("Lavender is no country")
	}
}

func TestStandsFor(t *testing.T) {
	for name, want := range map[string]string{
		"Tehran":           "the government of Iran",
		"the Kremlin":      "the presidency of Russia",
		"Washington":       "the government of the United States",
		"Washington, D.C.": "the government of the United States",
		"Milan":            "",
	} {
		if got, _ := StandsFor(name); got != want {
			t.Errorf("StandsFor(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestOffices(t *testing.T) {
	if o, ok := OfficeOf("Foreign Minister"); !ok || o.Kind != Office {
		t.Errorf("Foreign Minister: %v", o)
	}
	if o, _ := OfficeOf("spokeswoman"); o.Gender != model.Female {
		t.Errorf("spokeswoman: %q", o.Gender)
	}
	if o, ok := OfficeOfPlural("ministers"); !ok || o.Word != "minister" {
		t.Errorf("ministers: %v", o)
	}
	if _, ok := OfficeOf("count"); ok {
		t.Error("count is no title without its capital")
	}
	if !IsTitleWord("Deputy") || IsTitleWord("Banana") {
		t.Error("IsTitleWord")
	}
}

func TestGivenNames(t *testing.T) {
	for name, want := range map[string]model.Gender{"Sergey": model.Male, "Mahsa": model.Female, "Jean-Luc": model.Male,
		"Robin": "", "Xyzzy": ""} {
		if got := GenderOf(name); got != want {
			t.Errorf("GenderOf(%q) = %q, want %q", name, got, want)
		}
	}
	if !slices.Contains(FullNames("Bill"), "William") {
		t.Error("Bill is short for William")
	}
}

func TestCalendar(t *testing.T) {
	for word, want := range map[string]int{"Tuesday": 2, "TUESDAY": 2, "Tues.": 2, "Sept.": 9, "tuesday": 0, "may": 0,
		"summer": 3, "Summer": 3, "SAT": 0} {
		if got, _ := CalendarWordOf(word); got.Number != want {
			t.Errorf("CalendarWordOf(%q) = %d, want %d", word, got.Number, want)
		}
	}
}

func TestAbbreviations(t *testing.T) {
	if Abbreviation("Gen") != BeforeName || Abbreviation("Calif") != OfPlace || Abbreviation("table") != NotAbbreviation {
		t.Error("Abbreviation")
	}
}

// Every list says where it comes from, and no line of it is broken.
func TestListsAreWellFormed(t *testing.T) {
	names, err := fs.Glob(files, "*.txt")
	if err != nil || len(names) < 10 {
		t.Fatalf("lists: %v %v", names, err)
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "#") {
			t.Errorf("%s does not begin with a comment on its origin", name)
		}
		for i, r := range rows(name, 1) {
			if r[0] == "" {
				t.Errorf("%s: entry %d has no word", name, i)
			}
		}
	}
}

func TestListsAreAskedInAnyCase(t *testing.T) {
	list := map[string]int{"minister": 1, "élu": 2, "": 3}
	for word, want := range map[string]int{"Minister": 1, "MINISTER": 1, "Élu": 2, "": 3, "ministers": 0} {
		if got, ok := inSmall(list, word); got != want || ok != (want > 0) {
			t.Errorf("%q: %d %t", word, got, ok)
		}
	}
}
