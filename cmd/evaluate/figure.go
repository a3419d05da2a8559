package main

import (
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
)

// A figure is one measured number, or a count of what was right among what was
// found and what there is.
type figure struct {
	Measure string   `json:"measure"`
	Set     string   `json:"set"`             // files it was measured on
	Value   *float64 `json:"value,omitempty"` // where it is not a precision and recall
	Unit    string   `json:"unit,omitempty"`  // of Value: "%", "s", "tokens/s", ...
	Right   int      `json:"right,omitempty"` // found and in the gold
	Found   int      `json:"found,omitempty"`
	Gold    int      `json:"gold,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// counted is a figure of right among found and gold.
func counted(measure, set string, right, found, gold int) figure {
	return figure{Measure: measure, Set: set, Right: right, Found: found, Gold: gold}
}

// valued is a figure with a value of its own, over n cases.
func valued(measure, set string, value float64, unit string, n int) figure {
	return figure{Measure: measure, Set: set, Value: &value, Unit: unit, Gold: n}
}

func (f figure) precision() float64 { return ratio(f.Right, f.Found) }
func (f figure) recall() float64    { return ratio(f.Right, f.Gold) }
func (f figure) f1() float64        { return ratio(2*f.Right, f.Found+f.Gold) }

// ratio is a/b in percent, and 0 where b is 0.
func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// cells are a figure's columns: measure, set, precision, recall, F1 or value,
// counts.
func (f figure) cells() []string {
	if f.Value != nil {
		return []string{f.Measure, f.Set, "", "", number(*f.Value) + unit(f.Unit), fmt.Sprintf("%d", f.Gold), f.Note}
	}
	return []string{f.Measure, f.Set, fmt.Sprintf("%.1f", f.precision()), fmt.Sprintf("%.1f", f.recall()),
		fmt.Sprintf("%.1f", f.f1()), fmt.Sprintf("%d of %d found, %d gold", f.Right, f.Found, f.Gold), f.Note}
}

func number(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.1f", v)
}

func unit(u string) string {
	if u == "" {
		return ""
	}
	return " " + u
}

var columns = []string{"measure", "data", "P", "R", "F1 or value", "cases", ""}

// table sets figures as aligned plain text.
func table(figures []figure) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(columns, "\t"))
	for _, f := range figures {
		fmt.Fprintln(w, strings.Join(f.cells(), "\t"))
	}
	w.Flush()
	return b.String()
}

// markdown sets figures as a Markdown table.
func markdown(figures []figure) string {
	var b strings.Builder
	b.WriteString("| " + strings.Join(columns, " | ") + " |\n|---|---|--:|--:|--:|---|---|\n")
	for _, f := range figures {
		b.WriteString("| " + strings.ReplaceAll(strings.Join(f.cells(), "\x00"), "|", "\\|") + " |\n")
	}
	return strings.ReplaceAll(b.String(), "\x00", " | ")
}
