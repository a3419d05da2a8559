package date

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/model"
)

const layout = "2006-01-02"

// An interval is what an expression means: its first and last day or time, and
// how wide it is as stated.
type interval struct {
	from, to  string
	precision model.Precision
	value     string // TIMEX3
}

// Resolve places a relative or open date against another day ("2025-06-24"):
// the first and last day (or time) it means, "" where it cannot be placed. A
// date that is placed already keeps its place.
func Resolve(d model.Date, day string) (from, to string) {
	if d.Relative == "" {
		return d.From, d.To
	}
	anchor, err := time.Parse(layout, day)
	if err != nil {
		return "", ""
	}
	in, ok := place(d.Relative, d.Direction, anchor)
	if !ok {
		return "", ""
	}
	return in.from, in.to
}

// place reads a relative form against an anchor's day. The forms are:
//
//	-1D, +2W, 0M     so many units from the anchor's (D W M Q Y E C F)
//	wd2, wd2-, wd2+  a Tuesday; the last one before; the next one after
//	--06-24, --06    a day or month of a year that is not told
//	-1Y--07          a month of the year before
//	--11#4-4         the fourth Thursday of November (holidays.txt has all forms)
//	--03-06W         the week of such a day
//	-1Yq3            a quarter of the year before
//	q3, s2           a quarter or season (winter 1) of such a year
//
// each followed by < or > for the day before or after it, and by T and a part of the day (MO AF EV NI) or a time (09:00)
// where one is told. Direction says on which side of the anchor a form without
// a sign lies; 0 is not known.
func place(rel string, direction int, anchor time.Time) (interval, bool) {
	rel, clock, timed := strings.Cut(rel, "T")
	in, ok := placeDay(rel, direction, anchor)
	if !ok || !timed {
		return in, ok
	}
	return atTime(in, clock), true
}

func placeDay(rel string, direction int, anchor time.Time) (interval, bool) {
	switch {
	case rel == "":
		return interval{}, false
	case strings.HasSuffix(rel, "<") || strings.HasSuffix(rel, ">"):
		in, ok := placeDay(rel[:len(rel)-1], direction, anchor)
		return stepped(in, rel[len(rel)-1:]), ok
	case strings.HasPrefix(rel, "wd") && len(rel) >= 3:
		return dayInterval(weekday(anchor, int(rel[2]-'0'), rel[3:], direction)), true
	case strings.Contains(rel, "Y--"): // July last year
		years, month, _ := strings.Cut(rel, "Y--")
		n, err1 := strconv.Atoi(years)
		m, err2 := strconv.Atoi(month)
		if err1 != nil || err2 != nil || m < 1 || m > 12 {
			return interval{}, false
		}
		return monthInterval(anchor.Year()+n, m), true
	case strings.Contains(rel, "Yq"):
		years, quarter, _ := strings.Cut(rel, "Yq")
		n, err1 := strconv.Atoi(years)
		q, err2 := strconv.Atoi(quarter)
		return quarterInterval(anchor.Year()+n, q), err1 == nil && err2 == nil
	case strings.HasPrefix(rel, "--") && strings.HasSuffix(rel, "W"):
		in, ok := placeInYear(rel[2:len(rel)-1], direction, anchor)
		t, err := time.Parse(layout, in.from)
		return weekInterval(t), ok && err == nil
	case strings.HasPrefix(rel, "--"):
		return placeInYear(rel[2:], direction, anchor)
	case len(rel) == 2 && (rel[0] == 'q' || rel[0] == 's'):
		return placeQuarter(rel[0], int(rel[1]-'0'), direction, anchor), true
	}
	n, err := strconv.Atoi(rel[:len(rel)-1])
	if err != nil || n > 100000 || n < -100000 {
		return interval{}, false
	}
	return shift(anchor, n, rel[len(rel)-1])
}

// stepped is the day before (<) or after (>) a day.
func stepped(in interval, sign string) interval {
	t, err := time.Parse(layout, in.from)
	switch {
	case err != nil || in.precision != model.ByDay:
		return in
	case sign == "<":
		return dayInterval(t.AddDate(0, 0, -1))
	}
	return dayInterval(t.AddDate(0, 0, 1))
}

// weekday is the day of that number (Monday 1) that a form means.
func weekday(anchor time.Time, number int, sign string, direction int) time.Time {
	back := (int(anchor.Weekday())+7-number%7)%7 + 0
	switch {
	case sign == "-" && back == 0:
		back = 7
	case sign == "+" || sign == "" && direction > 0:
		back -= 7
		if sign == "" && back == -7 {
			back = 0
		}
	case sign == "=": // this Friday: of the anchor's own week
		monday := (int(anchor.Weekday()) + 6) % 7
		return anchor.AddDate(0, 0, number-1-monday)
	}
	return anchor.AddDate(0, 0, -back)
}

// shift is the unit that lies n units from the anchor's.
func shift(anchor time.Time, n int, unit byte) (interval, bool) {
	switch unit {
	case 'D':
		return dayInterval(anchor.AddDate(0, 0, n)), true
	case 'W':
		return weekInterval(anchor.AddDate(0, 0, 7*n)), true
	case 'F':
		return weekendInterval(anchor, n), true
	case 'M':
		return monthInterval(anchor.Year(), int(anchor.Month())+n), true
	case 'Q':
		return quarterInterval(anchor.Year(), (int(anchor.Month())+2)/3+n), true
	case 'Y':
		return yearInterval(anchor.Year() + n), true
	case 'E':
		return spanOfYears(10*(anchor.Year()/10+n), 10), true
	case 'C':
		return spanOfYears(100*(anchor.Year()/100+n), 100), true
	}
	return interval{}, false
}

// placeInYear places "06-24" or "06" in the year that direction tells, or
// else in the year that brings it nearest to the anchor.
func placeInYear(s string, direction int, anchor time.Time) (interval, bool) {
	make := dayOfYear(s)
	if make == nil {
		return interval{}, false
	}
	near := nearestYear(make, 0, anchor)
	if distance(near, anchor) < soon {
		return near, true
	}
	return nearestYear(make, direction, anchor), true
}

// dayOfYear is the day or month that s, such as "06-24", "06", "11#4-4" or
// "easter-2", means in a year; nil where it means none.
func dayOfYear(s string) func(year int) interval {
	if days, ok := strings.CutPrefix(s, "easter"); ok {
		n, err := strconv.Atoi(days)
		if err != nil {
			return nil
		}
		return func(year int) interval { return dayInterval(easter(year).AddDate(0, 0, n)) }
	}
	month, day, nth, number, more := 0, 0, 0, 0, 0
	if strings.Contains(s, "#") {
		if n, _ := fmt.Sscanf(s, "%d#%d-%d%d", &month, &nth, &number, &more); n < 3 {
			return nil
		}
	} else if n, _ := fmt.Sscanf(s, "%d-%d", &month, &day); n == 0 {
		return nil
	}
	if month < 1 || month > 12 {
		return nil
	}
	return func(year int) interval {
		switch {
		case nth > 0:
			return dayInterval(nthWeekday(year, month, nth, number).AddDate(0, 0, more))
		case day == 0:
			return monthInterval(year, month)
		}
		return dayInterval(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	}
}

// nthWeekday is the n-th weekday of that number (Monday 1) of a month; 9 for
// the last.
func nthWeekday(year, month, n, number int) time.Time {
	if n == 9 {
		end := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		return end.AddDate(0, 0, -((int(end.Weekday())-number%7)+7)%7)
	}
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, 7*(n-1)+(number%7-int(first.Weekday())+7)%7)
}

// easter is the Easter Sunday of a year (the anonymous Gregorian computus).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// soon is within how many days a day or month to come is meant though the verb is of
// the past: "a meeting planned for July was put off".
const soon = 45

func placeQuarter(kind byte, number, direction int, anchor time.Time) interval {
	make := func(year int) interval {
		if kind == 'q' {
			return quarterInterval(year, number)
		}
		return seasonInterval(year, number)
	}
	if near := nearestYear(make, 0, anchor); kind == 'q' && distance(near, anchor) < 2*soon {
		return near // results of a quarter are still to be reported when it has ended
	}
	return nearestYear(make, direction, anchor)
}

// nearestYear is what make gives for the anchor's year or one beside it, on
// the side that direction tells.
func nearestYear(make func(year int) interval, direction int, anchor time.Time) interval {
	day := anchor.Format(layout)
	same := make(anchor.Year())
	switch {
	case direction < 0 && same.from > day:
		return make(anchor.Year() - 1)
	case direction > 0 && same.to < day:
		return make(anchor.Year() + 1)
	case direction != 0:
		return same
	}
	best := same
	for _, year := range []int{anchor.Year() - 1, anchor.Year() + 1} {
		if other := make(year); distance(other, anchor) < distance(best, anchor) {
			best = other
		}
	}
	return best
}

// distance is how many days in lies from the anchor.
func distance(in interval, anchor time.Time) int {
	from, err1 := time.Parse(layout, in.from)
	to, err2 := time.Parse(layout, in.to)
	switch {
	case err1 != nil || err2 != nil:
		return 1 << 30
	case from.After(anchor):
		return int(from.Sub(anchor).Hours() / 24)
	case to.Before(anchor):
		return int(anchor.Sub(to).Hours() / 24)
	}
	return 0
}

func dayInterval(t time.Time) interval {
	s := t.Format(layout)
	return interval{s, s, model.ByDay, s}
}

func weekInterval(t time.Time) interval {
	monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	year, week := t.ISOWeek()
	return interval{monday.Format(layout), monday.AddDate(0, 0, 6).Format(layout), model.ByWeek, fmt.Sprintf("%04d-W%02d", year, week)}
}

// weekendInterval is the weekend n weekends from the one nearest to t: 0 is
// the last one up to t in the first half of the week, else the one to come.
func weekendInterval(t time.Time, n int) interval {
	monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	saturday := monday.AddDate(0, 0, 5+7*n)
	if n == 0 && t.Weekday() >= time.Monday && t.Weekday() <= time.Thursday {
		saturday = saturday.AddDate(0, 0, -7)
	}
	year, week := saturday.ISOWeek()
	return interval{saturday.Format(layout), saturday.AddDate(0, 0, 1).Format(layout), model.ByWeek, fmt.Sprintf("%04d-W%02d-WE", year, week)}
}

func monthInterval(year, month int) interval {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return interval{first.Format(layout), first.AddDate(0, 1, -1).Format(layout), model.ByMonth, first.Format("2006-01")}
}

func quarterInterval(year, quarter int) interval {
	first := time.Date(year, time.Month(3*quarter-2), 1, 0, 0, 0, 0, time.UTC)
	return interval{first.Format(layout), first.AddDate(0, 3, -1).Format(layout), model.ByQuarter,
		fmt.Sprintf("%04d-Q%d", first.Year(), (int(first.Month())+2)/3)}
}

// seasonInterval is a season of the northern year: winter 1 begins with it.
func seasonInterval(year, season int) interval {
	names := []string{"WI", "SP", "SU", "FA"}
	if season < 1 || season > 4 {
		return interval{}
	}
	first := time.Date(year, time.Month(3*season), 1, 0, 0, 0, 0, time.UTC)
	if season == 1 {
		first = time.Date(year-1, time.December, 1, 0, 0, 0, 0, time.UTC)
	} else {
		first = first.AddDate(0, -3, 0)
	}
	return interval{first.Format(layout), first.AddDate(0, 3, -1).Format(layout), model.ByQuarter, fmt.Sprintf("%04d-%s", year, names[season-1])}
}

func yearInterval(year int) interval {
	y := fmt.Sprintf("%04d", year)
	return interval{y + "-01-01", y + "-12-31", model.ByYear, y}
}

// spanOfYears is a decade or century.
func spanOfYears(first, n int) interval {
	value := fmt.Sprintf("%04d", first)[:3]
	if n == 100 {
		value = value[:2]
	}
	return interval{fmt.Sprintf("%04d-01-01", first), fmt.Sprintf("%04d-12-31", first+n-1), model.ByYear, value}
}

// atTime narrows a day to a part of it (MO AF EV NI) or a time of day.
func atTime(in interval, clock string) interval {
	if in.precision != model.ByDay || clock == "" {
		return in
	}
	hours := map[string][2]string{"MO": {"05:00", "12:00"}, "AF": {"12:00", "18:00"}, "EV": {"18:00", "22:00"}, "NI": {"20:00", "23:59"}}
	out := interval{value: in.value + "T" + clock}
	if part, ok := hours[clock]; ok {
		out.from, out.to, out.precision = in.from+"T"+part[0], in.to+"T"+part[1], model.ByPart
		return out
	}
	out.from, out.to, out.precision = in.from+"T"+clock, in.to+"T"+clock, model.ByMinute
	if strings.HasSuffix(clock, ":00") {
		out.precision = model.ByHour
	}
	return out
}
