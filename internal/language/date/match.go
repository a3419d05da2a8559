package date

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// match is the expression that begins at token i.
func (f *finder) match(i int) (expression, bool) {
	w := f.raw(i)
	if w == "" || !startsTime(w) {
		return expression{}, false
	}
	for _, rule := range []func(*finder, int) (expression, bool){
		(*finder).numeric, (*finder).weekOf, (*finder).beside, (*finder).dayMonth, (*finder).monthDay, (*finder).clockFirst, (*finder).partFirst,
		(*finder).weekdayDate, (*finder).holiday, (*finder).deictic, (*finder).setOf, (*finder).quarterOf, (*finder).reported, (*finder).shifted, (*finder).quarter, (*finder).ago, (*finder).season, (*finder).decade, (*finder).year, (*finder).vague,
		(*finder).holdsDuration,
	} {
		if e, ok := rule(f, i); ok && e.last > i && e.last <= f.last {
			e.first = i
			return e, true
		}
	}
	return expression{}, false
}

// startsTime is a quick test that leaves out most words.
func startsTime(w string) bool {
	c := w[0]
	if '0' <= c && c <= '9' || c == '\'' || strings.HasPrefix(w, "’") {
		return true
	}
	if _, ok := en.CalendarWordOf(w); ok {
		return true
	}
	var buffer [16]byte
	if len(w) > len(buffer) {
		return false
	}
	for i := range len(w) {
		b := w[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		buffer[i] = b
	}
	if 'A' <= c && c <= 'Z' && en.OpensHoliday(w) {
		return true
	}
	low := string(buffer[:len(w)])
	if en.IsTimeWord(low) || strings.HasPrefix(low, "mid-") {
		return true
	}
	switch low {
	case "latest", "comparable", "corresponding", "end", "soon", "the", "this", "last", "next", "past", "that", "these", "those", "every", "each", "earlier", "later", "early", "late", "previous", "following",
		"coming", "recent", "same", "fiscal", "at", "current", "some", "more", "about", "less", "over", "mid", "half", "once", "twice":
		return true
	}
	return false
}

// calendar is the day, month or season that token i names as such.
func (f *finder) calendar(i int, kind string) (int, bool) {
	w := f.raw(i)
	if w == "" {
		return 0, false
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "mid-"), "Mid-")
	c, ok := en.CalendarWordOf(w)
	if !ok || c.Kind != kind {
		return 0, false
	}
	return c.Number, true
}

// dayNumber is the day of a month that token i is: 24, 24th.
func (f *finder) dayNumber(i int) (int, bool) {
	w := f.word(i)
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	if len(w) == 0 || len(w) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31
}

// yearNumber is the year token i is, in four digits.
func (f *finder) yearNumber(i int) (int, bool) {
	w := strings.TrimPrefix(f.word(i), "mid-")
	if len(w) != 4 {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1000 && n < 2200
}

func validDay(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, month >= 1 && month <= 12 && t.Day() == day && int(t.Month()) == month
}

// fullDate is a date of that day, with the time that may follow.
func (f *finder) fullDate(last, year, month, day int) (expression, bool) {
	t, ok := validDay(year, month, day)
	if !ok {
		return expression{}, false
	}
	e := expression{last: last, kind: model.DatePoint, in: dayInterval(t)}
	if clock, end, ok := f.clockAfter(last); ok {
		e.last, e.kind, e.in = end, model.DateTime, atTime(e.in, clock)
	}
	return e, true
}

// numeric matches 2025-06-24, 24/06/2025, 6/24/2025, 24.6.2025.
func (f *finder) numeric(i int) (expression, bool) {
	w := f.raw(i)
	if len(w) < 6 || len(w) > 10 || w[0] < '0' || w[0] > '9' {
		return expression{}, false
	}
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(parts) != 3 {
		return expression{}, false
	}
	var n [3]int
	for k, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return expression{}, false
		}
		n[k] = v
	}
	switch {
	case len(parts[0]) == 4:
		return f.fullDate(i+1, n[0], n[1], n[2])
	case len(parts[2]) == 2 && w[len(parts[0])] != '.':
		if n[2] += 1900; n[2] < 1970 {
			n[2] += 100
		}
	case len(parts[2]) != 4:
		return expression{}, false
	}
	switch {
	case n[0] > 12:
		return f.fullDate(i+1, n[2], n[1], n[0])
	case n[1] > 12 || n[0] == n[1]:
		return f.fullDate(i+1, n[2], n[0], n[1])
	}
	// 6/7 may be June or July: the month is not told, the year is.
	return expression{last: i + 1, kind: model.DatePoint, in: yearInterval(n[2])}, true
}

// monthYear is what follows a month at token i: its year, if any.
func (f *finder) yearAfter(i int) (year, last int, ok bool) {
	j := i
	if f.raw(j) == "," || f.raw(j) == "of" {
		j++
	}
	if year, ok = f.yearNumber(j); ok {
		return year, j + 1, true
	}
	return f.spelledYear(j)
}

// dayMonth matches "24 June 2025", "24th of June", "the 24th of June".
func (f *finder) dayMonth(i int) (expression, bool) {
	j := i
	if f.word(j) == "the" {
		j++
	}
	day, ok := f.dayNumber(j)
	if !ok {
		return expression{}, false
	}
	j++
	if f.word(j) == "of" {
		j++
	}
	month, ok := f.calendar(j, "month")
	if !ok {
		return expression{}, false
	}
	return f.dayOfMonth(j+1, month, day)
}

// dayOfMonth ends a date whose day and month are known before token i.
func (f *finder) dayOfMonth(i, month, day int) (expression, bool) {
	if year, last, ok := f.yearAfter(i); ok {
		return f.fullDate(last, year, month, day)
	}
	if _, ok := validDay(2000, month, day); !ok {
		return expression{}, false
	}
	e := expression{last: i, kind: model.DatePoint, relative: fmt.Sprintf("--%02d-%02d", month, day)}
	return f.withClock(e), true
}

// monthDay matches "June 24, 2025", "June 24", "June 2025", "June", "early
// June", "last June".
func (f *finder) monthDay(i int) (expression, bool) {
	j := i
	switch f.word(j) {
	case "early", "late", "mid":
		j++
		if f.raw(j) == "-" {
			j++
		}
	}
	month, ok := f.calendar(j, "month")
	if !ok || !f.isMonth(j) {
		return expression{}, false
	}
	if day, ok := f.dayNumber(j + 1); ok && j == i {
		if f.word(j+1) != "" && !f.isUnit(j+2) {
			if e, ok := f.dayOfMonth(j+2, month, day); ok {
				return e, true
			}
		}
	}
	if year, last, ok := f.yearAfter(j + 1); ok {
		return expression{last: last, kind: model.DatePoint, in: monthInterval(year, month)}, true
	}
	e := expression{last: j + 1, kind: model.DatePoint, relative: fmt.Sprintf("--%02d", month)}
	if f.word(j+2) == "year" { // July last year
		switch f.word(j + 1) {
		case "last":
			e.relative, e.direction, e.last = "-1Y"+e.relative, -1, j+3
		case "this":
			e.relative, e.last = "0Y"+e.relative, j+3
		case "next":
			e.relative, e.direction, e.last = "1Y"+e.relative, 1, j+3
		}
	}
	return e, true
}

// isMonth says whether a word that names a month and may be another word
// stands for the month: by its tag, and by what stands beside it.
func (f *finder) isMonth(i int) bool {
	c, _ := en.CalendarWordOf(f.raw(i))
	if c.Note != "word" && c.Note != "abbr" {
		return true
	}
	if _, ok := f.dayNumber(i + 1); ok {
		return true
	}
	if _, _, ok := f.yearAfter(i + 1); ok {
		return true
	}
	if c.Note == "abbr" {
		return strings.HasSuffix(f.raw(i), ".")
	}
	if tag := f.tag(i); tag != "" && tag != "NNP" {
		return false
	}
	switch f.word(i - 1) {
	case "in", "since", "of", "until", "last", "next", "this", "early", "late", "mid", "by", "from", "during", "between", "and", "to", "-":
		next := f.tag(i + 1)
		return !strings.HasPrefix(next, "NNP")
	}
	return false
}

// weekdayDate matches "Tuesday", "last Friday", "Tuesday, June 24",
// "Tuesday morning", "Monday night".
func (f *finder) weekdayDate(i int) (expression, bool) {
	j, sign, direction := i, "", 0
	switch f.word(j) {
	case "last", "past", "previous":
		j, sign, direction = j+1, "-", -1
	case "next", "coming", "following":
		j, sign, direction = j+1, "+", 1
	case "this":
		j, sign = j+1, "="
	}
	number, ok := f.calendar(j, "weekday")
	if !ok {
		return expression{}, false
	}
	c, _ := en.CalendarWordOf(f.raw(j))
	if c.Note == "plural" {
		return expression{last: j + 1, kind: model.DateSet, value: "XXXX-WXX-" + strconv.Itoa(number)}, true
	}
	k := j + 1
	if f.raw(k) == "," {
		k++
	}
	if e, ok := f.monthDay(k); ok && e.last > k+1 && (e.in.precision == model.ByDay || len(e.relative) > 4 || e.kind == model.DateTime) {
		e.weekday = number
		return e, true
	}
	if e, ok := f.dayMonth(k); ok && k < f.last {
		e.weekday = number
		return e, true
	}
	if c.Note == "abbr" && !strings.HasSuffix(f.raw(j), ".") {
		return expression{}, false // "Sun" is a body of that name more often
	}
	e := expression{last: j + 1, kind: model.DatePoint, relative: "wd" + strconv.Itoa(number) + sign, direction: direction, weekday: number}
	return f.withClock(e), true
}

// withClock adds the part of the day or the time that follows.
func (f *finder) withClock(e expression) expression {
	if clock, last, ok := f.clockAfter(e.last); ok {
		e.relative += "T" + clock
		e.last, e.kind = last, model.DateTime
	}
	return e
}

// clockAfter is the part of the day or time of day that stands at token i.
func (f *finder) clockAfter(i int) (clock string, last int, ok bool) {
	if part, ok := en.TimeWordOf(f.word(i), "part"); ok {
		return part, i + 1, true
	}
	j := i
	if f.raw(j) == "," {
		j++
	}
	if f.word(j) == "at" || f.word(j) == "around" || f.word(j) == "about" {
		j++
	}
	return f.clock(j)
}

// clock is the time of day that begins at token i: "9 am", "5:10 a.m.",
// "14:44", "noon", with "local time" or a zone after it.
func (f *finder) clock(i int) (clock string, last int, ok bool) {
	w := f.word(i)
	if hour, ok := en.TimeWordOf(w, "hour"); ok {
		n, _ := strconv.Atoi(hour)
		return fmt.Sprintf("%02d:00", n), i + 1, true
	}
	if w == "" || w[0] < '0' || w[0] > '9' {
		return "", i, false
	}
	h, m, colon := strings.Cut(w, ":")
	if next := f.word(i + 1); !colon && (strings.HasPrefix(next, "a.m") || strings.HasPrefix(next, "p.m") || next == "am" || next == "pm") {
		h, m, colon = strings.Cut(w, ".") // 9.30 am
	}
	hour, err := strconv.Atoi(h)
	minute := 0
	if err == nil && colon {
		if len(m) != 2 {
			return "", i, false
		}
		minute, err = strconv.Atoi(m)
	}
	if err != nil || hour > 23 || minute > 59 || len(h) > 2 {
		return "", i, false
	}
	last = i + 1
	switch strings.ReplaceAll(f.word(last), ".", "") {
	case "am":
		hour %= 12
		last++
	case "pm":
		hour = hour%12 + 12
		last++
	case "o'clock", "o’clock":
		last++
	default:
		if !colon {
			return "", i, false
		}
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), f.zone(last), true
}

// zone is the token after a zone that stands at i: "local time", "GMT".
func (f *finder) zone(i int) int {
	switch w := f.raw(i); {
	case w == "local" && f.raw(i+1) == "time":
		return i + 2
	case w == "(" && len(f.raw(i+1)) <= 4 && isZone(f.raw(i+1)) && f.raw(i+2) == ")":
		return i + 3
	case isZone(w):
		return i + 1
	}
	return i
}

func isZone(w string) bool {
	switch w {
	case "GMT", "UTC", "EST", "EDT", "ET", "CET", "CEST", "BST", "PST", "PDT", "PT", "MSK", "IST":
		return true
	}
	return false
}

// clockFirst matches a time of day and the day that may follow: "9 a.m. on
// Tuesday", "noon".
func (f *finder) clockFirst(i int) (expression, bool) {
	clock, last, ok := f.clock(i)
	if !ok {
		return expression{}, false
	}
	k := last
	if f.raw(k) == "(" { // 10:35 a.m. (0735 GMT) Friday
		for n := k; n < k+5; n++ {
			if f.raw(n) == ")" {
				k = n + 1
				break
			}
		}
	}
	if w := f.word(k); w == "on" || w == "," {
		k++
	}
	if e, ok := f.day(k); ok {
		return atClock(e, clock), true
	}
	return expression{last: last, kind: model.DateTime, relative: "0DT" + clock}, true
}

// day matches a day that begins at token i, without a time: "Tuesday", "June
// 24", "yesterday".
func (f *finder) day(i int) (expression, bool) {
	for _, rule := range []func(*finder, int) (expression, bool){(*finder).weekdayDate, (*finder).monthDay, (*finder).dayMonth, (*finder).deictic} {
		e, ok := rule(f, i)
		isDay := e.in.precision == model.ByDay || e.relative != "" && !(strings.HasPrefix(e.relative, "--") && len(e.relative) == len("--06"))
		if ok && i < f.last && e.kind == model.DatePoint && isDay && !strings.Contains(e.relative, "T") {
			return e, true
		}
	}
	return expression{}, false
}

// atClock is a day narrowed to a part of it or a time.
func atClock(e expression, clock string) expression {
	e.kind = model.DateTime
	if e.relative != "" {
		e.relative += "T" + clock
	} else {
		e.in = atTime(e.in, clock)
	}
	return e
}
