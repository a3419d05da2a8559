package date

import (
	"strconv"
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

func (f *finder) unit(i int) (byte, bool) {
	u, ok := en.TimeWordOf(f.word(i), "unit")
	if !ok {
		return 0, false
	}
	return u[0], true
}

func (f *finder) isUnit(i int) bool {
	_, ok := f.unit(i)
	return ok
}

// deictic matches today, yesterday, tomorrow, tonight, "this morning",
// "yesterday evening", "last night", "earlier today".
func (f *finder) deictic(i int) (expression, bool) {
	w := f.word(i)
	if days, ok := en.TimeWordOf(w, "day"); ok {
		if v, ok := f.figurative(i); ok {
			return expression{last: i + 1, kind: model.DateVague, value: v}, v != ""
		}
		e := expression{last: i + 1, kind: model.DatePoint, relative: days + "D"}
		if w == "tonight" {
			e.relative, e.kind = "0DTNI", model.DateTime
			return e, true
		}
		if n, _ := strconv.Atoi(days); n != 0 {
			e.direction = n
		}
		return f.withClock(e), true
	}
	part, ok := en.TimeWordOf(f.word(i+1), "part")
	if !ok {
		return expression{}, false
	}
	switch w {
	case "this":
		return expression{last: i + 2, kind: model.DateTime, relative: "0DT" + part}, true
	case "last":
		return expression{last: i + 2, kind: model.DateTime, relative: "-1DT" + part, direction: -1}, true
	}
	return expression{}, false
}

// figurative says whether today or tomorrow at token i means an age: "today's
// youth", "the people of tomorrow"; "" where it is part of a name.
func (f *finder) figurative(i int) (value string, ok bool) {
	w := f.word(i)
	age := "PRESENT_REF"
	if w == "tomorrow" {
		age = "FUTURE_REF"
	}
	switch {
	case w != "today" && w != "tomorrow":
		return "", false
	case f.raw(i) != w && i > f.first && strings.HasPrefix(f.tag(i-1), "NNP"):
		return "", true
	case f.word(i-1) == "of" && (f.tag(i-2) == "NNS" || f.tag(i-2) == ""):
		return age, true
	case f.isPossessive(i+1) && (en.IsAgeWord(f.word(i+2)) || en.IsAgeWord(f.word(i+3))):
		return age, true
	}
	return "", false
}

// shifted matches "this week", "last year", "next month", "the past quarter",
// "earlier this week", "the weekend", "the following day", "the same day".
func (f *finder) shifted(i int) (expression, bool) {
	j := i
	for f.word(j) == "earlier" || f.word(j) == "later" || f.word(j) == "early" || f.word(j) == "late" {
		j++
	}
	if f.word(j) == "the" {
		j++
	}
	n, direction, narrative := 0, 0, false
	switch f.word(j) {
	case "this", "current":
	case "last", "past":
		n, direction = -1, -1
	case "previous":
		n, direction, narrative = -1, -1, true
	case "next", "coming":
		n, direction = 1, 1
	case "following":
		n, direction, narrative = 1, 1, true
	case "same", "that":
		narrative = true
	default:
		if f.word(j) == "weekend" && f.word(j-1) == "the" {
			return expression{last: j + 1, kind: model.DatePoint, relative: "0F"}, true
		}
		return expression{}, false
	}
	j++
	if s, ok := f.calendar(j, "season"); ok && f.tag(j) != "VB" {
		return expression{last: j + 1, kind: model.DatePoint, relative: "s" + strconv.Itoa(s), direction: direction}, true
	}
	if m, ok := f.calendar(j, "month"); ok {
		return expression{last: j + 1, kind: model.DatePoint, relative: "--" + twoDigits(m), direction: direction}, true
	}
	if f.word(j) == "fiscal" {
		j++
	}
	unit, ok := f.unit(j)
	if !ok || strings.IndexByte("DWMQYECF", unit) < 0 || strings.HasSuffix(f.word(j), "s") {
		return expression{}, false
	}
	if f.word(j-1) == "this" && unit == 'D' { // "this day, in the history of the town"
		return expression{last: j + 1, kind: model.DateVague, value: "PRESENT_REF"}, true
	}
	if f.word(j-1) == "past" && (unit == 'Y' || unit == 'D' || unit == 'M' || unit == 'W') { // the past year: a stretch that ends now
		return expression{last: j + 1, kind: model.DateDuration, value: "P1" + string(unit)}, true
	}
	return expression{last: j + 1, kind: model.DatePoint, relative: strconv.Itoa(n) + string(unit), direction: direction, toNarrative: narrative}, true
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// quantity is the number that begins at token i: "two", "24", "a few",
// "several", "thirty-five", "one and a half". X stands for one not told.
func (f *finder) quantity(i int) (n string, last int, ok bool) {
	w := f.word(i)
	if w != "" && w[0] >= '0' && w[0] <= '9' {
		digits := strings.ReplaceAll(w, ",", "")
		if _, err := strconv.ParseFloat(digits, 64); err != nil || len(digits) > 6 {
			return "", i, false
		}
		if half := f.raw(i + 1); (half == "1/2" || half == "½") && !strings.Contains(digits, ".") {
			return digits + ".5", i + 2, true
		}
		return digits, i + 1, true
	}
	n, ok = en.TimeWordOf(w, "number")
	if !ok {
		return "", i, false
	}
	last = i + 1
	if w == "a" || w == "an" || w == "the" {
		if more, ok := en.TimeWordOf(f.word(last), "number"); ok && f.word(last) != "a" {
			n, last = more, last+1
			if f.word(last) == "of" {
				last++
			}
			return n, last, true
		}
	}
	k := last
	if f.raw(k) == "-" {
		k++
	}
	if ones, ok := en.TimeWordOf(f.word(k), "number"); ok && len(n) == 2 && len(ones) == 1 && ones != "X" && n[1] == '0' && f.word(k) != "a" {
		return n[:1] + ones, k + 1, true
	}
	if f.word(last) == "and" && f.word(last+1) == "a" && f.word(last+2) == "half" && n != "X" {
		return n + ".5", last + 3, true
	}
	return n, last, true
}

// length is a number and a unit of time that begin at token i: "two years",
// "a 15-year".
func (f *finder) length(i int) (n string, unit byte, last int, ok bool) {
	n, j, ok := f.quantity(i)
	if !ok {
		return "", 0, i, false
	}
	if f.raw(j) == "-" {
		j++
	}
	for f.word(j) == "more" || f.word(j) == "full" || f.word(j) == "straight" || f.word(j) == "consecutive" {
		j++
	}
	unit, ok = f.unit(j)
	if !ok {
		return "", 0, i, false
	}
	if f.raw(j-1) == "-" && unit == 'Q' && strings.HasSuffix(f.word(j), "s") {
		return "", 0, i, false // three-quarters
	}
	if unit == 'S' && (n == "1" || f.word(j) == "second") && f.word(i) != "one" {
		return "", 0, i, false // "a second round"
	}
	if f.word(j+1) == "and" && f.word(j+2) == "a" && f.word(j+3) == "half" && n != "X" && !strings.Contains(n, ".") {
		return n + ".5", unit, j + 4, true // a minute and a half
	}
	return n, unit, j + 1, true
}

// period is the ISO 8601 form of a length.
func period(n string, unit byte) string {
	if whole, ok := strings.CutSuffix(n, ".5"); ok {
		switch unit {
		case 'Y':
			return "P" + whole + "Y6M"
		case 'H':
			return "PT" + whole + "H30M"
		case 'T':
			return "PT" + whole + "M30S"
		}
	}
	switch unit {
	case 'H', 'S':
		return "PT" + n + string(unit)
	case 'T':
		return "PT" + n + "M"
	case 'F':
		return "P" + n + "WE"
	case 'E':
		return "P" + n + "DE"
	case 'C':
		return "P" + n + "CE"
	}
	return "P" + n + string(unit)
}

// ago matches "two days ago", "three weeks later", "a year earlier", "two
// months from now".
func (f *finder) ago(i int) (expression, bool) {
	n, unit, j, ok := f.length(i)
	if !ok {
		return expression{}, false
	}
	if f.word(j) == "or" && f.word(j+1) == "so" {
		j += 2
	}
	sign, narrative, direction := "", false, 0
	switch f.word(j) {
	case "ago":
		sign, direction = "-", -1
	case "earlier", "before":
		sign, narrative, direction = "-", true, -1
		if f.word(j) == "before" && f.tag(j+1) != "" && f.raw(j+1) != "," && f.raw(j+1) != "." {
			return expression{}, false
		}
	case "later":
		sign, narrative, direction = "", true, 1
	case "from":
		if f.word(j+1) != "now" {
			return expression{}, false
		}
		j, direction = j+1, 1
	default:
		return expression{}, false
	}
	if n == "X" || strings.Contains(n, ".") || strings.IndexByte("HTSFC", unit) >= 0 {
		if narrative {
			return expression{last: j + 1, kind: model.DateDuration, value: period(n, unit), direction: direction}, true
		}
		value := "PAST_REF"
		if direction > 0 {
			value = "FUTURE_REF"
		}
		return expression{last: j + 1, kind: model.DateVague, value: value, direction: direction}, true
	}
	e := expression{last: j + 1, kind: model.DatePoint, relative: sign + n + string(unit), toNarrative: narrative, direction: direction}
	e.ofFigures = narrative && sign == "-"
	e.ofQuarter = n == "1" && unit == 'Y' && sign == "-"
	return e, true
}

// holdsDuration matches "two years", "the past three months", "24 hours",
// "several days", "decades".
func (f *finder) holdsDuration(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	switch f.word(j) {
	case "last", "past", "next", "first", "final", "coming", "previous", "following", "recent", "these":
		j++
	default:
		if j > i {
			return expression{}, false
		}
	}
	if n, unit, last, ok := f.length(j); ok {
		if f.word(last) == "old" || f.raw(last) == "-" && f.word(last+1) == "old" || f.isRate(i) {
			return expression{}, false // an age, or "four flights a week"
		}
		return expression{last: last, kind: model.DateDuration, value: period(n, unit)}, true
	}
	unit, ok := f.unit(j)
	if f.word(j+1) == "old" || f.raw(j+1) == "-" && f.word(j+2) == "old" {
		return expression{}, false
	}
	if ok && strings.HasSuffix(f.word(j), "s") && (unit != 'Q' && unit != 'S' && unit != 'F') {
		if f.word(j-1) == "these" && unit == 'D' {
			return expression{last: j + 1, kind: model.DateVague, value: "PRESENT_REF"}, true
		}
		return expression{last: j + 1, kind: model.DateDuration, value: period("X", unit)}, true
	}
	return expression{}, false
}

// isRate says whether the article at token i makes a rate of what stands
// before it: "four flights a week", "$5 a month".
func (f *finder) isRate(i int) bool {
	if w := f.word(i); w != "a" && w != "an" {
		return false
	}
	switch f.tag(i - 1) {
	case "NN", "NNS", "CD":
		return true
	}
	return false
}

// quarter matches "the third quarter of 1989", "third-quarter", "Q3 2025".
func (f *finder) quarter(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" || f.word(j) == "fiscal" {
		j++
	}
	if f.word(j) == "fiscal" {
		j++
	}
	number, ok := en.TimeWordOf(f.word(j), "ordinal")
	if !ok {
		return expression{}, false
	}
	j++
	if f.raw(j) == "-" || f.word(j) == "fiscal" {
		j++
	}
	if f.word(j) != "quarter" {
		return expression{}, false
	}
	n, _ := strconv.Atoi(number)
	if year, last, ok := f.yearAfter(j + 1); ok && f.raw(j+1) != "," {
		return expression{last: last, kind: model.DatePoint, in: quarterInterval(year, n)}, true
	}
	if f.word(j+1) == "last" && f.word(j+2) == "year" { // not placed: two shifts in one
		return expression{last: j + 1, kind: model.DatePoint, relative: "q" + number, direction: -1}, true
	}
	return expression{last: j + 1, kind: model.DatePoint, relative: "q" + number}, true
}

// season matches "summer 2025", "the summer of 2025", "in summer".
func (f *finder) season(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	s, ok := f.calendar(j, "season")
	if !ok || f.tag(j) != "" && !strings.HasPrefix(f.tag(j), "NN") {
		return expression{}, false
	}
	if year, last, ok := f.yearAfter(j + 1); ok && f.raw(j+1) != "," {
		return expression{last: last, kind: model.DatePoint, in: seasonInterval(year, s)}, true
	}
	if c, _ := en.CalendarWordOf(f.raw(j)); c.Note == "word" || f.word(i-1) != "in" && f.word(j-1) != "the" {
		return expression{}, false
	}
	return expression{last: j + 1, kind: model.DatePoint, relative: "s" + strconv.Itoa(s)}, true
}

// decade matches "the 1990s", "the '90s", "the nineties".
func (f *finder) decade(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	for f.word(j) == "early" || f.word(j) == "late" || f.word(j) == "mid" || f.word(j) == "-" && j > i {
		j++
	}
	w := strings.TrimPrefix(f.word(j), "mid-")
	w = strings.TrimPrefix(strings.TrimPrefix(w, "'"), "’")
	if v, ok := en.TimeWordOf(w, "decade"); ok && j > i {
		n, _ := strconv.Atoi(v)
		return expression{last: j + 1, kind: model.DatePoint, in: spanOfYears(1900+n, 10)}, true
	}
	if century, ok := f.century(j); ok {
		return century, true
	}
	last := j + 1
	if digits, ok := strings.CutSuffix(w, "s"); ok {
		w = digits
	} else if next := f.word(last); next == "'s" || next == "’s" {
		last++
	} else {
		return expression{}, false
	}
	n, err := strconv.Atoi(w)
	switch {
	case err != nil || n%10 != 0 || n < 0:
		return expression{}, false
	case len(w) == 2 && (f.word(i) == "the" || len(f.word(j)) > 3):
		return expression{last: last, kind: model.DatePoint, in: spanOfYears(1900+n, 10)}, true
	case len(w) == 4 && n >= 1000 && n < 2200:
		return expression{last: last, kind: model.DatePoint, in: spanOfYears(n, 10)}, true
	}
	return expression{}, false
}

// century matches "20th century" at token i.
func (f *finder) century(i int) (expression, bool) {
	n, err := strconv.Atoi(strings.TrimRight(f.word(i), "stndrh"))
	last := i + 1
	if f.raw(last) == "-" {
		last++
	}
	if err != nil || n < 1 || n > 21 || f.word(last) != "century" {
		return expression{}, false
	}
	return expression{last: last + 1, kind: model.DatePoint, in: spanOfYears(100*(n-1), 100)}, true
}

// year matches a year alone, where the words about it show that it is one.
func (f *finder) year(i int) (expression, bool) {
	j := i
	for w := f.word(j); w == "early" || w == "late" || w == "mid" || w == "fiscal" || w == "mid-"; w = f.word(j) {
		j++
	}
	if year, last, ok := f.spelledYear(j); ok {
		return expression{last: last, kind: model.DatePoint, in: yearInterval(year)}, true
	}
	year, ok := f.yearNumber(j)
	if !ok || year < 1500 {
		return expression{}, false
	}
	switch f.raw(j - 1) {
	case "$", "£", "€", "#", "No.", "¥", "+":
		return expression{}, false
	}
	next := f.tag(j + 1)
	named := j > i || precedesYear(f.word(j-1)) || strings.HasPrefix(f.word(j), "mid-")
	if !named && (year < 1900 || year > 2050 || next == "NNS" || next == "NN" && !f.determines(j-1)) {
		return expression{}, false
	}
	if next == "NNS" && f.word(j-1) != "the" {
		return expression{}, false
	}
	if w := f.word(j + 1); w == "percent" || w == "%" || w == "people" || w == "million" {
		return expression{}, false
	}
	return expression{last: j + 1, kind: model.DatePoint, in: yearInterval(year)}, true
}

// determines says whether token i is an article, possessive or adjective.
func (f *finder) determines(i int) bool {
	switch f.tag(i) {
	case "DT", "PRP$", "POS", "JJ":
		return true
	}
	return false
}

func precedesYear(w string) bool {
	switch w {
	case "in", "since", "of", "from", "until", "till", "by", "during", "before", "after", "between", "through", "for", "around", "(", "year", "late",
		"early", "mid", "until ", "to", "and", "-", "–":
		return true
	}
	return false
}

// setOf matches "every Monday", "each year", "daily", "once a week".
func (f *finder) setOf(i int) (expression, bool) {
	w := f.word(i)
	if w == "every" || w == "each" {
		if d, ok := f.calendar(i+1, "weekday"); ok {
			return expression{last: i + 2, kind: model.DateSet, value: "XXXX-WXX-" + strconv.Itoa(d)}, true
		}
		if unit, ok := f.unit(i + 1); ok && unit != 'S' {
			return expression{last: i + 2, kind: model.DateSet, value: period("1", unit)}, true
		}
		if n, unit, last, ok := f.length(i + 1); ok {
			return expression{last: last, kind: model.DateSet, value: period(n, unit)}, true
		}
		return expression{}, false
	}
	if v, ok := en.TimeWordOf(w, "set"); ok && f.raw(i) == w && f.raw(i+1) != "-" {
		return expression{last: i + 1, kind: model.DateSet, value: v}, true
	}
	return expression{}, false
}

// vague matches "recently", "now", "in the future".
func (f *finder) vague(i int) (expression, bool) {
	if f.word(i) == "the" && !strings.HasPrefix(f.tag(i+2), "NN") { // in the past
		switch f.word(i + 1) {
		case "past":
			return expression{last: i + 2, kind: model.DateVague, value: "PAST_REF", direction: -1}, f.tag(i+1) != "JJ"
		case "future":
			return expression{last: i + 2, kind: model.DateVague, value: "FUTURE_REF", direction: 1}, f.tag(i+1) != "JJ"
		}
	}
	if f.word(i) == "the" && (f.word(i+1) == "near" || f.word(i+1) == "short") && (f.word(i+2) == "future" || f.word(i+2) == "term") {
		return expression{last: i + 3, kind: model.DateVague, value: "FUTURE_REF", direction: 1}, true
	}
	v, ok := en.TimeWordOf(f.word(i), "vague")
	if !ok || f.tag(i) == "JJ" && f.isUnit(i+1) {
		return expression{}, false
	}
	return expression{last: i + 1, kind: model.DateVague, value: v}, true
}
