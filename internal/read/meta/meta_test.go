package meta

import (
	"strings"
	"testing"
)

func TestDate(t *testing.T) {
	for line, want := range map[string]string{
		"24 Jun 2031 14:44":                             "2031-06-24T14:44",
		"Published: 3 March 2031, 6.05pm GMT":           "2031-03-03T18:05Z",
		"March 3, 2031 at 6:05 PM EST":                  "2031-03-03T18:05-05:00",
		"Tuesday, March 4th, 2031 | 9:15 a.m.":          "2031-03-04T09:15",
		"2031-03-03 17:52":                              "2031-03-03T17:52",
		"Updated 2031-03-03T17:52:01+0100":              "2031-03-03T17:52:01+01:00",
		"14:05, 3 Mar 2031":                             "2031-03-03T14:05",
		"03.03.2031 08:00":                              "2031-03-03T08:00",
		"13/03/2031":                                    "2031-03-13",
		"03/04/2031":                                    "",
		"31 February 2031":                              "",
		"12:30 AM":                                      "",
		"The ferry of 2031":                             "",
		"Posted on 1 mai 2031":                          "2031-05-01",
		"4 de marzo de 2031":                            "2031-03-04",
		"3 марта 2031, 12:10":                           "2031-03-03T12:10",
		"Mar 3 2031 12:30 am":                           "2031-03-03T00:30",
		"In May 2031 the council voted on the 3rd time": "",
	} {
		got, start, end, ok := Date(line)
		if got != want || ok != (want != "") {
			t.Errorf("Date(%q) = %q, want %q", line, got, want)
		}
		if ok && (start < 0 || end > len(line) || start >= end) {
			t.Errorf("Date(%q) stands at [%d,%d)", line, start, end)
		}
	}
}

func TestStamp(t *testing.T) {
	for in, want := range map[string]string{
		"2031-03-03":                    "2031-03-03",
		"2031-03-03T18:05:00Z":          "2031-03-03T18:05:00Z",
		"2031-03-03T18:05:00.123+02:00": "2031-03-03T18:05:00+02:00",
		"2031-03-03T18:05+01":           "2031-03-03T18:05+01:00",
		"Mon, 03 Mar 2031 18:05:00 GMT": "2031-03-03T18:05:00Z",
		"soon":                          "",
		"2031-13-03T18:05:00Z":          "",
	} {
		if got, _ := Stamp(in); got != want {
			t.Errorf("Stamp(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestURLDate(t *testing.T) {
	for in, want := range map[string]string{
		"https://courier.example/2031/03/03/ferry.html": "2031-03-03",
		"https://courier.example/news/20310303-ferry":   "2031-03-03",
		"https://courier.example/2031/mar/03/ferry":     "2031-03-03",
		"https://courier.example/a/12345678/ferry":      "",
	} {
		if got, _ := URLDate(in); got != want {
			t.Errorf("URLDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPersons(t *testing.T) {
	for in, want := range map[string]string{
		"By Jane Roe":                                     "Jane Roe",
		"By JANE ROE and JOHN DOE":                        "Jane Roe; John Doe",
		"Jane Roe, Political Correspondent":               "Jane Roe",
		"By Jane Roe in Port Elsa and John Doe in Lisbon": "Jane Roe; John Doe",
		"By Agencies":                                     "",
		"By Elsa Courier Staff":                           "",
		"Reuters":                                         "",
		"By Ludwig van der Berg, Reuters":                 "Ludwig van der Berg",
		"Jane Roe. Example News":                          "Jane Roe",
		"CNN Editor-at-large":                             "",
		"By Jane Roe Published 3 March 2031":              "Jane Roe",
	} {
		if got := strings.Join(Persons(in), "; "); got != want {
			t.Errorf("Persons(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFindDateline(t *testing.T) {
	for in, want := range map[string]string{
		"LONDON (Reuters) - The council voted.":                 "LONDON|Reuters",
		"BEIJING -- The council voted.":                         "BEIJING|",
		"Moscow: The council voted.":                            "Moscow|",
		"PORT ELSA, Calif. (AP) — The council voted.":           "PORT ELSA, Calif.|AP",
		"New Delhi, June 24 (ANI): The council voted.":          "New Delhi|ANI",
		"(Reuters) - The council voted.":                        "|Reuters",
		"PARIS, March 3 (AFP) - The council voted.":             "PARIS|AFP",
		"Washington (AFP) – The council voted.":                 "Washington|AFP",
		"Lind: Night ferry stays, but not at any price":         "none",
		"BREAKING - The council voted.":                         "none",
		"The council voted on Monday to keep the ferry (AP).":   "none",
		"“We will stay,” said Lind - and stay she did.":         "none",
		"Harbour council (HC) - the body in charge - voted so.": "none",
	} {
		d, ok := FindDateline(in)
		got := "none"
		if ok {
			got = d.Place + "|" + d.Agency.Name
			if in[d.Start:max(d.Start, d.End)] != d.Place {
				t.Errorf("FindDateline(%q): place stands at [%d,%d)", in, d.Start, d.End)
			}
		}
		if got != want {
			t.Errorf("FindDateline(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLineCredits(t *testing.T) {
	for in, want := range map[string]string{
		"Source: Agencies": "Agencies",
		"Reporting from AFP contributed to this story.":                                  "AFP",
		"(With inputs from agencies)":                                                    "Agencies",
		"With reporting by Reuters and AP.":                                              "Reuters AP",
		"The Associated Press contributed to this report.":                               "AP",
		"Copyright 2031 The Associated Press. All rights reserved. Do not redistribute.": "AP",
		"—AFP":        "AFP",
		"AP/Reuters":  "AP Reuters",
		"By Agencies": "Agencies",
		"This article was originally published by The Island Gazette.":                          "The Island Gazette",
		"Mara Lind contributed to this report.":                                                 "",
		"According to a Reuters report, the council voted on Monday to keep the ferry running.": "",
		"Copyright 2031 The Island Gazette":                                                     "",
		"The council said its source was reliable":                                              "",
	} {
		var names []string
		for _, m := range LineCredits(in) {
			names = append(names, m.Agency)
			if m.Start < 0 || m.End > len(in) || m.Start >= m.End {
				t.Errorf("LineCredits(%q) stands at [%d,%d)", in, m.Start, m.End)
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("LineCredits(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEndCredits(t *testing.T) {
	for in, want := range map[string]string{
		"The council voted on Monday. (AP)":                              "(AP)",
		"The council voted on Monday. —AFP":                              "—AFP",
		"The council voted on Monday. (With inputs from agencies)":       "(With inputs from agencies)",
		"The council voted on Monday.":                                   "",
		"The council of the Harbour Authority Panel (HAP) met on Monday": "",
	} {
		got := ""
		if m := EndCredits(in); len(m) > 0 {
			got = in[m[0].Start:m[0].End]
		}
		if got != want {
			t.Errorf("EndCredits(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhotoCredit(t *testing.T) {
	for in, want := range map[string]string{
		"Mara Lind speaks to reporters on the quay. (AP)":                 "AP",
		"The ferry leaves the port. Photo: Jane Roe/AFP via Getty Images": "AFP",
		"The ferry leaves the port [File: Jane Roe/Reuters]":              "Reuters",
		"The ferry leaves the port at night":                              "",
	} {
		m, ok := PhotoCredit(in)
		if m.Agency != want || ok != (want != "") {
			t.Errorf("PhotoCredit(%q) = %q, want %q", in, m.Agency, want)
		}
		if ok && (m.End != len(in) || m.Start >= m.End) {
			t.Errorf("PhotoCredit(%q) stands at [%d,%d)", in, m.Start, m.End)
		}
	}
}

func TestFunctionWord(t *testing.T) {
	if !FunctionWord("The") || FunctionWord("harbour") || FunctionWord("") {
		t.Error("function words are not told from others")
	}
}

func TestSameName(t *testing.T) {
	if !SameName("The Island Gazette", "Island Gazette") || !SameName("Elsa News", "elsa.com") || SameName("", "") || SameName("Elsa", "Port Elsa") {
		t.Error("names of outlets compared wrongly")
	}
}
