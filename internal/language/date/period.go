package date

import (
	"strconv"
	"strings"
	"time"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// quarterTokens is how far back, in tokens, a quarter told before is still the
// one that "the quarter" means.
const quarterTokens = 400

// reported matches the periods that reports on business count from the quarter
// told before, or from the last one that has ended: "the quarter", "the latest
// period", "the year-earlier quarter", "year-end".
func (f *finder) reported(i int) (expression, bool) {
	if e, ok := f.yearEnd(i); ok {
		return e, true
	}
	j, back, isLatest := i, 0, false
	opens := f.word(j) == "the" || f.word(j) == "a"
	if opens {
		j++
	}
loop:
	for {
		switch f.word(j) {
		case "latest":
			isLatest = true
			j++
		case "comparable", "corresponding", "fiscal", "full":
			j++
		case "year":
			if f.raw(j+1) != "-" || f.word(j+2) != "ago" && f.word(j+2) != "earlier" {
				break loop
			}
			back = 4
			j += 3
		default:
			break loop
		}
	}
	if j == i {
		return expression{}, false
	}
	number, isOrdinal := en.TimeWordOf(f.word(j), "ordinal")
	if isOrdinal {
		j++
		if f.raw(j) == "-" {
			j++
		}
	}
	switch w := f.word(j); {
	case w == "quarter" && (f.word(i) == "the" || back > 0 || isLatest) && f.word(j+1) != "of":
	case w == "period" && !isOrdinal && (back > 0 || isLatest):
	case back > 0 && !isOrdinal:
		return expression{last: j, kind: model.DatePoint, relative: "-1Y", direction: -1, ofQuarter: true}, true
	default:
		return expression{}, false
	}
	if isOrdinal {
		if back == 0 {
			return expression{}, false // quarter matches it
		}
		return expression{last: j + 1, kind: model.DatePoint, relative: "-1Yq" + number, direction: -1}, true
	}
	return expression{last: j + 1, kind: model.DatePoint, relative: strconv.Itoa(-1-back) + "Q", direction: -1, ofQuarter: true, back: back, compared: true}, true
}

// quarterIsTold says whether a quarter was told of not long before.
func (f *finder) quarterIsTold() bool {
	return f.quarterAt > 0 && f.first+1-f.quarterAt < quarterTokens
}

// yearEnd matches "year-end", "the year's end", "the end of the year".
func (f *finder) yearEnd(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	switch {
	case f.word(j) == "year" && f.word(j+1) == "end" && j == i:
		j += 2
	case f.word(j) == "year" && f.raw(j+1) == "-" && f.word(j+2) == "end":
		j += 3
	case f.word(j) == "year" && f.isPossessive(j+1) && f.word(j+2) == "end":
		j += 3
	case f.word(j) == "end" && f.word(j+1) == "of" && f.word(j+2) == "the" && f.word(j+3) == "year":
		j += 4
	default:
		return expression{}, false
	}
	return expression{last: j, kind: model.DatePoint, relative: "0Y"}, true
}

func (f *finder) isPossessive(i int) bool { return f.raw(i) == "'s" || f.raw(i) == "’s" }

// quarterOf matches "this year's third quarter", "the 1988 third quarter".
func (f *finder) quarterOf(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	year, isYear := f.yearNumber(j)
	shift := ""
	switch {
	case isYear:
		j++
	case f.word(j+1) == "year" && f.isPossessive(j+2):
		switch f.word(j) {
		case "this":
			shift = "0"
		case "last":
			shift = "-1"
		case "next":
			shift = "1"
		default:
			return expression{}, false
		}
		j += 3
	default:
		return expression{}, false
	}
	number, ok := en.TimeWordOf(f.word(j), "ordinal")
	if !ok {
		return expression{}, false
	}
	if j++; f.raw(j) == "-" {
		j++
	}
	if f.word(j) != "quarter" {
		return expression{}, false
	}
	n, _ := strconv.Atoi(number)
	e := expression{last: j + 1, kind: model.DatePoint}
	if isYear {
		e.in = quarterInterval(year, n)
	} else {
		e.relative = shift + "Yq" + number
	}
	return e, true
}

// weekOf matches "the week of March 6".
func (f *finder) weekOf(i int) (expression, bool) {
	if f.word(i) != "the" || f.word(i+1) != "week" || f.word(i+2) != "of" {
		return expression{}, false
	}
	e, ok := f.monthDay(i + 3)
	if !ok {
		e, ok = f.dayMonth(i + 3)
	}
	switch {
	case !ok || e.kind != model.DatePoint:
		return expression{}, false
	case e.in.precision == model.ByDay:
		if t, err := time.Parse(layout, e.in.from); err == nil {
			e.in = weekInterval(t)
		}
	case len(e.relative) == len("--03-06"):
		e.relative += "W"
	default:
		return expression{}, false
	}
	return e, true
}

// holiday matches the names of feasts: "Christmas Day", "last Thanksgiving".
func (f *finder) holiday(i int) (expression, bool) {
	j, direction := i, 0
	switch f.word(j) {
	case "last":
		j, direction = j+1, -1
	case "next", "this":
		j, direction = j+1, 1
	}
	if w := f.raw(j); w == "" || w[0] < 'A' || w[0] > 'Z' {
		return expression{}, false
	}
	for n := 4; n > 0; n-- {
		if j+n > f.last {
			continue
		}
		words := f.text[f.tokens[j].Start:f.tokens[j+n-1].End]
		day, ok := en.HolidayOf(strings.ReplaceAll(words, "’", "'"))
		if !ok {
			continue
		}
		if w := f.word(j + n); w == "week" || w == "weekend" || w == "season" || w == "eve" || w == "island" {
			return expression{}, false
		}
		if year, last, ok := f.yearAfter(j + n); ok {
			in, _ := placeInYear(day, 0, time.Date(year, 6, 30, 0, 0, 0, 0, time.UTC))
			return expression{last: last, kind: model.DatePoint, in: in}, in.from != ""
		}
		return f.withClock(expression{last: j + n, kind: model.DatePoint, relative: "--" + day, direction: direction}), true
	}
	return expression{}, false
}

// spelledYear reads a year in words that begins at token i: "nineteen
// ninety-six", and "two thousand" after "year".
func (f *finder) spelledYear(i int) (year, last int, ok bool) {
	switch f.word(i) {
	case "nineteen":
		year = 1900
	case "eighteen":
		year = 1800
	case "two":
		if f.word(i+1) == "thousand" && f.word(i-1) == "year" {
			return 2000, i + 2, true
		}
		return 0, i, false
	default:
		return 0, i, false
	}
	tens, ok := en.TimeWordOf(f.word(i+1), "number")
	n, err := strconv.Atoi(tens)
	if !ok || err != nil || n < 10 || n > 99 {
		return 0, i, false
	}
	last = i + 2
	k := last
	if f.raw(k) == "-" {
		k++
	}
	if ones, ok := en.TimeWordOf(f.word(k), "number"); ok && n%10 == 0 && n >= 20 && len(ones) == 1 && ones != "X" && f.word(k) != "a" {
		n += int(ones[0] - '0')
		last = k + 1
	}
	return year + n, last, true
}

// partFirst matches a part of the day and the day after it: "mid-afternoon
// yesterday", "late evening on Tuesday".
func (f *finder) partFirst(i int) (expression, bool) {
	j := i
	switch f.word(j) {
	case "early", "late", "mid":
		j++
		if f.raw(j) == "-" {
			j++
		}
	}
	part, ok := en.TimeWordOf(strings.TrimPrefix(f.word(j), "mid-"), "part")
	if !ok {
		return expression{}, false
	}
	j++
	if f.word(j) == "on" || f.word(j) == "of" {
		j++
	}
	e, ok := f.day(j)
	return atClock(e, part), ok
}

// beside matches "the day before yesterday", "the day after Tuesday's vote".
func (f *finder) beside(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	sign := "<"
	switch {
	case f.word(j) != "day":
		return expression{}, false
	case f.word(j+1) == "after":
		sign = ">"
	case f.word(j+1) != "before":
		return expression{}, false
	}
	e, ok := f.day(j + 2)
	if e.relative != "" {
		e.relative += sign
		e.weekday = 0
	} else {
		e.in = stepped(e.in, sign)
	}
	return e, ok
}
