package identify

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The council voted on Monday to keep the ferry for the winter.":            "en",
		"Le conseil a voté lundi pour garder le ferry dans le port et sur la mer.": "fr",
		"Der Rat hat am Montag für die Fähre gestimmt und sie wird nicht ersetzt.": "de",
		"Совет проголосовал за то, чтобы паром ходил и зимой, но не для всех.":     "ru",
		"港口委员会周一投票决定保留夜间渡轮。":                                                       "zh",
		"港の評議会は月曜日に夜のフェリーを残すことを決めた。":                                               "ja",
		"Rada je uvjeti postavila tijekom tjedna, priopćila je općina.":            "hr",
		"Veće je postavilo uslove posle sednice, saopštila je opština.":            "sr",
		"Savjet je sedmicama tražio hiljade potpisa, saopćeno je.":                 "bs",
		"Веће је поставило услове после седнице, саопштила је општина.":            "sr",
		"12 34 56":      "und",
		"":              "und",
		"Quayport":      "und",
		"\xff\xfe \x00": "und",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMixedTextIsUndetermined(t *testing.T) {
	english := "The council voted on Monday to keep the ferry for the winter, and the harbour stayed open. "
	polish := "Rada miasta zdecydowała w poniedziałek, że prom będzie kursował także zimą, a port pozostanie otwarty. "
	if got := Language(strings.Repeat(english, 10) + strings.Repeat(polish, 10)); got != Undetermined {
		t.Errorf("half English and half Polish is %q", got)
	}
	if got := Language(strings.Repeat(english, 10) + polish); got != "en" {
		t.Errorf("English with a Polish sentence is %q", got)
	}
	if got := Language(strings.Repeat(polish, 10) + english); got != "pl" {
		t.Errorf("Polish with an English sentence is %q", got)
	}
}

func TestPiecesLieInTheText(t *testing.T) {
	for _, text := range []string{"", "a b", strings.Repeat("słowo ", 20000), strings.Repeat("港", 9000)} {
		p := pieces(text)
		if len(p) > maxPieces {
			t.Errorf("%d pieces", len(p))
		}
		for _, s := range p {
			if !strings.Contains(text, s) || !utf8.ValidString(s) {
				t.Errorf("a piece of %d bytes is not a part of the text", len(s))
			}
		}
	}
}

// toy are two languages of few words.
func toy() []Words {
	list := func(tag string, words ...string) Words {
		w := Words{Tag: tag, Script: "Latin", Share: 1}
		for _, t := range words {
			w.Words = append(w.Words, Word{t, 0.1})
		}
		return w
	}
	return []Words{list("aa", "molo", "tamo", "silo", "ramolo"), list("bb", "krest", "grint", "plask", "drenk")}
}

func TestTrain(t *testing.T) {
	o := Options{Features: map[string]int{"Latin": 100}, Samples: 200, Flatten: 1, Noise: 0.1, Drop: 0.3, Rate: 0.2, Seed: 3}
	a, b := Train(toy(), []string{"Quayport"}, o), Train(toy(), []string{"Quayport"}, o)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	m, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Language("tamolo silomo"); got != "aa" {
		t.Errorf("words like the first language's are %q", got)
	}
	if got := m.Language("krint drask"); got != "bb" {
		t.Errorf("words like the second language's are %q", got)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	data := bytes.Clone(embedded)
	data[len(data)/2] ^= 1
	for _, b := range [][]byte{nil, data, embedded[:len(embedded)-9], []byte(magic)} {
		if _, err := Open(b); err == nil {
			t.Errorf("a damaged file of %d bytes is opened", len(b))
		}
	}
	if _, err := Open(embedded); err != nil {
		t.Error(err)
	}
}

func TestSiblingWordsAreOfSomeOnly(t *testing.T) {
	for w, tags := range Siblings() {
		if len(tags) == 3 {
			t.Errorf("%q tells nothing", w)
		}
	}
}

func FuzzLanguage(f *testing.F) {
	f.Add("The ferry left. Паром ушёл.")
	f.Add("\xff 港口 a\u0301\u200c")
	f.Fuzz(func(t *testing.T, text string) {
		if tag := Language(text); len(tag) < 2 || len(tag) > 3 {
			t.Errorf("tag %q", tag)
		}
	})
}

func BenchmarkLanguage(b *testing.B) {
	text := strings.Repeat("The council voted on Monday to keep the ferry for the winter. ", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Language(text)
	}
}
