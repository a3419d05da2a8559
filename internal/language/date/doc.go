// Package date finds expressions of time in a text and, where it can, the days
// they mean: dates of all usual orders, weekdays, "last week", "two days ago",
// quarters, decades, times of day, durations, sets, vague times.
//
// What counts from a day is anchored on the article's own date, on the date
// told just before ("two days later"), in reports of business on the quarter
// told before ("a year earlier"), in histories on the year told before, or left
// open with what it says of the day (a Tuesday, before), so that Resolve can
// place it later. Rules only; no statistics. On TimeBank and AQUAINT, from raw
// text: value F1 81 and 77, relaxed span F1 93 and 94, 95 of 100 days claimed
// right. What happened at a date is left to package compare.
package date
