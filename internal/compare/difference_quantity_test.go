package compare

import (
	"fmt"
	"testing"

	"synoptic/internal/model"
)

func TestQuantities(t *testing.T) {
	for text, want := range map[string]string{
		"A fire killed 12 people.":              "12 [12 12]",
		"A fire killed at least twelve people.": "12 [12 12] least",
		"Twenty-five goats escaped.":            "25 [25 25]",
		"About 1,250 lamps were lit.":           "1250 [1062 1438] soft",
		"Nearly 40 lamps were lit.":             "40 [34 40] soft",
		"More than 50 lamps were lit.":          "50 [50 62] soft",
		"As many as 30 lamps were lit.":         "30 [18 30] soft",
		"The mill sold 3.5 million tiles.":      "3.5e+06 [3450000 3550000]",
		"The mill sold two hundred tiles.":      "200 [180 220]",
		"It cost $12m.":                         "1.2e+07 [11500000 12500000] $",
		"It cost £1.5 billion.":                 "1.5e+09 [1450000000 1550000000] £",
		"the 40m dry shaft":                     "40 [40 40] m",
		"the 80m-deep shaft":                    "80 [80 80] m",
		"a five-year-old girl":                  "5 [5 5] year-old",
		"a girl who is 5 years old":             "5 [5 5] year-old",
		"Turnout was 61 per cent.":              "61 [61 61] percent",
		"a dozen boats":                         "12 [12 12]",
		"They searched for six hours.":          "6 [6 6] elapsed",
		"The bus left at 6.10am.":               "",
		"The bus left at 6:10.":                 "",
		"It stood on the 21st floor.":           "",
		"They won 3-1.":                         "",
		"It was built in 1987.":                 "",
		"He took Flight 12 home.":               "",
		"They met on June 12 in town.":          "",
		"They met on 12 June in town.":          "",
		"No one came, and one of them left.":    "",
		"The A42 road and an F-16 jet":          "",
	} {
		got := ""
		for _, q := range quantitiesIn(pieces(text, model.Span{End: len(text)})) {
			got += fmt.Sprintf("%v [%.0f %.0f]", q.value, q.low, q.high)
			if q.least {
				got += " least"
			}
			if q.soft {
				got += " soft"
			}
			if q.elapsed {
				got += " elapsed"
			}
			if q.unit != "" {
				got += " " + q.unit
			}
		}
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
