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

func TestDateInLanguages(t *testing.T) {
	for line, want := range map[string]string{
		"Samstag, 3. Dezember 2031 um 13:22 Uhr":   "2031-12-03T13:22",
		"le 14 févr. 2031 à 18h30":                 "2031-02-14T18:30",
		"27 de agosto de 2031, 9:05":               "2031-08-27T09:05",
		"2031年3月4日 12:10":                          "2031-03-04T12:10",
		"2031년 3월 4일":                              "2031-03-04",
		"2031. október 6.":                         "2031-10-06",
		"12. listopada 2031":                       "2031-11-12",
		"Jane Roe3.11.2031":                        "2031-11-03",
		"Published Tue, Nov 18 20317:05 AM EST":    "2031-11-18T07:05-05:00",
		"Updated 1909 GMT (0309 HKT) Nov 18, 2031": "2031-11-18T19:09Z",
		"room 1130 Nov 18, 2031":                   "2031-11-18",
	} {
		if got, _, _, _ := Date(line); got != want {
			t.Errorf("Date(%q) = %q, want %q", line, got, want)
		}
	}
	if got, _, _, _ := LocaleOf("hr", "").Date("12. listopada 2031"); got != "2031-10-12" {
		t.Errorf("listopad is October in Croatian, not %s", got)
	}
}

func TestLocale(t *testing.T) {
	for _, c := range []struct{ tag, domain, line, want string }{
		{"en-GB", "", "3/4/2031", "2031-04-03"},
		{"en-US", "", "3/4/2031", "2031-03-04"},
		{"de", "elsa.example", "3/4/2031", "2031-04-03"},
		{"en", "elsa.co.uk", "3/4/2031", "2031-04-03"},
		{"en", "elsa.com", "3/4/2031", ""},
		{"en-IN", "elsa.com", "3 April 2031 9:15 IST", "2031-04-03T09:15+05:30"},
		{"en", "elsa.ie", "3 April 2031 9:15 IST", "2031-04-03T09:15+01:00"},
		{"en", "elsa.com", "3 April 2031 9:15 IST", "2031-04-03T09:15"},
		{"en-US", "elsa.com", "April 3, 2031 9:15 AM ET", "2031-04-03T09:15-04:00"},
		{"en-US", "elsa.com", "January 3, 2031 9:15 AM ET", "2031-01-03T09:15-05:00"},
	} {
		if got, _, _, _ := LocaleOf(c.tag, c.domain).Date(c.line); got != c.want {
			t.Errorf("%s %s: Date(%q) = %q, want %q", c.tag, c.domain, c.line, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	line := "Posted: Fri 6:45 PM, Feb 16, 2031 | Updated: 17.2.31, 20:31"
	var got []string
	from := 0
	for _, d := range (Locale{}).Dates(line) {
		got = append(got, d.Value+" "+string(LabelOf(line[from:d.Start], line[d.End:])))
		from = d.End
	}
	if s := strings.Join(got, ", "); s != "2031-02-16T18:45 published, 2031-02-17T20:31 updated" {
		t.Error(s)
	}
	if d := (Locale{}).Dates("3/4/2031"); len(d) != 1 || d[0].Value != "2031-03-04" || d[0].Other != "2031-04-03" {
		t.Errorf("two readings: %+v", d)
	}
}

func TestLabelOf(t *testing.T) {
	for before, want := range map[string]DateLabel{
		"Published: ": Published, "Zuletzt aktualisiert am ": Updated, "Mis à jour le ": Updated, "Joined ": Other,
		"Published yesterday, updated ": Updated, "republished by nobody we know and nobody else knows of ": NoLabel, "": NoLabel,
	} {
		if got := LabelOf(before, ""); got != want {
			t.Errorf("LabelOf(%q) = %q, want %q", before, got, want)
		}
	}
	if LabelOf("Dieser Beitrag wurde am Samstag, dem ", " um 10:30 veröffentlicht") != Published {
		t.Error("the label behind a date is not read")
	}
}

func TestPhotoCredits(t *testing.T) {
	for in, want := range map[string]string{
		"The ferry leaves. Photo: Jane Roe/Anadolu via Getty Images": "Anadolu, Getty Images: Photo: Jane Roe/Anadolu via Getty Images",
		"Jane Roe, AP":                                  "AP: Jane Roe, AP",
		"Main image credit: Getty":                      "Getty Images: Main image credit: Getty",
		"The harbour. | Jane Roe/AP Photo":              "AP: Jane Roe/AP Photo",
		"The ferry at nightCredit: Alamy":               "Alamy: Credit: Alamy",
		"The ferry (Jane Roe/AFP) hide caption":         "AFP: (Jane Roe/AFP)",
		"The council kept the ferry, Reuters reported.": "",
		"Mara Lind told AFP that the ferry would stay.": "",
		"Jane Roe, The Guardian":                        "",
		"Photo by Jane Roe":                             "",
		"Jane Roe/Hindustan Times/Getty Images":         "Hindustan Times, Getty Images: Jane Roe/Hindustan Times/Getty Images",
	} {
		var names []string
		words := ""
		for _, m := range PhotoCredits(in) {
			names = append(names, m.Agency)
			words = in[m.Start:m.End]
		}
		got := strings.Join(names, ", ")
		if got != "" {
			got += ": " + words
		}
		if got != want {
			t.Errorf("PhotoCredits(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReports(t *testing.T) {
	for in, want := range map[string]string{
		"According to a Reuters report, the ferry stays.":       "According to a Reuters",
		"The ferry stays, the Associated Press reported.":       "Associated Press reported",
		"The ferry stays, AFP has learned.":                     "AFP has learned",
		"The ferry stays, as reported by state-run Xinhua.":     "as reported by state-run Xinhua",
		"Mara Lind told Reuters that the ferry stays.":          "",
		"The council reported that the ferry stays.":            "",
		"The trend, reported yesterday, is no agency of a name": "",
	} {
		got := ""
		for _, m := range Reports(in) {
			got = in[m.Start:m.End]
		}
		if got != want {
			t.Errorf("Reports(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPersonsBesideOthers(t *testing.T) {
	for in, want := range map[string]string{
		"Jane Roe Associated Press":            "Jane Roe",
		"Jane Roe International Editor":        "Jane Roe",
		"Jane R. Roe Port Elsa Courier Leader": "Jane R. Roe",
		"Jane Roe @janeroe":                    "Jane Roe",
		"Jane Roe jane.roe@elsa.example":       "Jane Roe",
		"Jane Roe Sa 13 Jul 2031":              "Jane Roe",
		"AP Auto Writer":                       "",
		"Senior Politics Reporter":             "",
	} {
		if got := strings.Join(Persons(in), "; "); got != want {
			t.Errorf("Persons(%q) = %q, want %q", in, got, want)
		}
	}
	if rest, ok := BylineOf("Von Jane Roe und John Doe", "de"); !ok || rest != "Jane Roe und John Doe" {
		t.Errorf("German byline: %q %v", rest, ok)
	}
	if _, ok := BylineOf("Von der Insel fährt nachts eine Fähre", "de"); ok {
		t.Error("a sentence is no byline")
	}
}

func TestAuthorAgencies(t *testing.T) {
	for in, want := range map[string]string{
		"By Associated Press Jun 24, 2031, 3:53pm CDT": "AP", "JANE ROE, Associated Press": "AP", "Jane Roe, AP Auto Writer": "AP",
		"Reuters": "Reuters", "Jane Roe": "", "By Jane Roe in Petra": "",
	} {
		got := ""
		for _, f := range AuthorAgencies(in) {
			got = f.Name
		}
		if got != want {
			t.Errorf("AuthorAgencies(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDomains(t *testing.T) {
	for _, c := range []struct{ canonical, source, want string }{
		{"https://elsa.example/a", "https://www.elsa.example/a", "elsa.example"},
		{"https://courier.example/a", "https://reader.test/a", "reader.test"},
		{"https://courier.example/a", "https://web.archive.org/web/2031/https://courier.example/a", "courier.example"},
		{"https://courier.example/a", "saved.html", "courier.example"},
		{"", "https://reader.test/a", "reader.test"},
	} {
		if got := Site(c.canonical, c.source); got != c.want {
			t.Errorf("Site(%q, %q) = %q, want %q", c.canonical, c.source, got, c.want)
		}
	}
	for domain, want := range map[string]string{"theelsapost.com": "The Elsa Post", "www.elsaherald.co.uk": "Elsa Herald", "port-elsa-courier.com": "Port Elsa Courier", "elsa.com": ""} {
		if got := DomainName(domain); got != want {
			t.Errorf("DomainName(%q) = %q, want %q", domain, got, want)
		}
	}
}

func TestURLDateDayFirst(t *testing.T) {
	for in, want := range map[string]string{
		"https://courier.example/news/29-10-2031":                                     "2031-10-29",
		"https://web.archive.org/web/20310216182711/http://courier.example/ferry.htm": "",
		"https://courier.example/2031/3/4/ferry":                                      "2031-03-04",
	} {
		if got, _ := URLDate(in); got != want {
			t.Errorf("URLDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDates(f *testing.F) {
	f.Add("Posted: Fri 6:45 PM, Feb 16, 2031 | Updated: 17.2.31, 20:31 Uhr")
	f.Add("2031年3月4日 12:10 (GMT+8)")
	f.Fuzz(func(t *testing.T, line string) {
		end := 0
		for _, d := range (Locale{Language: "en", Country: "gb"}).Dates(line) {
			if d.Start < end || d.End <= d.Start || d.End > len(line) || len(d.Value) < 10 {
				t.Fatalf("%+v in %q", d, line)
			}
			end = d.End
		}
		for _, m := range append(PhotoCredits(line), Reports(line)...) {
			if m.Start < 0 || m.End > len(line) || m.Start >= m.End {
				t.Fatalf("%+v in %q", m, line)
			}
		}
		Persons(line)
		AuthorAgencies(line)
		Stamp(line)
		URLDate(line)
	})
}
