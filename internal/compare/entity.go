package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/language/refer"
	"synoptic/internal/language/union"
	"synoptic/internal/model"
)

// rareEnough is from which rarity on a word can stand for a body alone.
const rareEnough = 0.8

// joinEntities joins the entities of the accounts into those of the story and
// tells each account which is which, by the rules of package refer.
func (c *context) joinEntities() {
	var all []model.Entity
	var of []int // the account of each
	for i, a := range c.accounts {
		a.entity = make([]int, len(a.Entities))
		all = append(all, a.Entities...)
		for range a.Entities {
			of = append(of, i)
		}
	}
	sets, why := refer.Join(all, func(word string) bool { return rarity(stemOf(word)) >= rareEnough })
	at := c.buildEntities(all, of, sets)
	c.keepEvidence(all, why, at)
	c.numberEntities()
}

// keepEvidence notes with each entity which names were joined and why, each
// pair of names once.
func (c *context) keepEvidence(all []model.Entity, why []refer.Joined, at []int) {
	for _, j := range why {
		e := &c.entities[at[j.A]]
		n := model.Joined{Name: all[j.B].Name, With: all[j.A].Name, Why: string(j.Why)}
		if n.Name != n.With && !slices.Contains(e.Joined, n) {
			e.Joined = append(e.Joined, n)
		}
	}
}

// buildEntities makes the story's entities out of the joined ones and says
// which each of all became.
func (c *context) buildEntities(all []model.Entity, of []int, s union.Sets) []int {
	at := make([]int, len(all))
	number := map[int]int{}
	var names []map[string]int
	var types []map[model.EntityType]int
	first := 0 // of the account at hand
	for i := range all {
		if i > 0 && of[i] != of[i-1] {
			first = i
		}
		k, ok := number[s.Root(i)]
		if !ok {
			k = len(c.entities)
			number[s.Root(i)] = k
			c.entities = append(c.entities, model.Entity{Mentions: []model.Passage{}})
			names = append(names, map[string]int{})
			types = append(types, map[model.EntityType]int{})
		}
		e := &all[i]
		at[i] = k
		c.accounts[of[i]].entity[i-first] = k
		names[k][e.Name]++
		types[k][e.Type]++
		t := &c.entities[k]
		t.Gender = cmp.Or(t.Gender, e.Gender)
		t.Plural = t.Plural || e.Plural
		t.StandsFor = cmp.Or(t.StandsFor, e.StandsFor)
	}
	for k := range c.entities {
		c.entities[k].Type = bestType(types[k])
		c.entities[k].Name = bestName(names[k], c.entities[k].Type)
	}
	for _, a := range c.accounts {
		for _, m := range a.Mentions {
			if j := c.storyEntity(a, m); j >= 0 {
				c.entities[j].Mentions = append(c.entities[j].Mentions, m.At(a.id()))
			}
		}
	}
	return at
}

// bestName is the form of a name that most accounts use among its full forms:
// of a country the usual one, of others those of two words or more where there
// are any, and not all in capitals.
func bestName(names map[string]int, typ model.EntityType) string {
	best, most := "", -1
	for n, count := range names {
		if country, ok := en.CountryNamed(n); ok && typ == model.Country {
			n = country.Name
		} else if words := refer.KeyWords(n); len(words) > 1 {
			count += 1 << 20
			if strings.ToUpper(n) == n {
				count -= 1 << 19
			}
		}
		if count > most || count == most && (len(n) > len(best) || len(n) == len(best) && n < best) {
			best, most = n, count
		}
	}
	return best
}

// bestType is the type that most accounts give, unknown only where all do.
func bestType(types map[model.EntityType]int) model.EntityType {
	best, most := model.Unknown, -1
	for t, count := range types {
		if t == model.Unknown {
			count = 0
		}
		if count > most || count == most && t < best {
			best, most = t, count
		}
	}
	return best
}

// numberEntities puts the entities in the order of their mentions and names
// and gives them their IDs.
func (c *context) numberEntities() {
	order := make([]int, len(c.entities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &c.entities[i], &c.entities[j]
		return cmp.Or(cmp.Compare(len(b.Mentions), len(a.Mentions)), strings.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type))
	})
	place := make([]int, len(order))
	sorted := make([]model.Entity, len(order))
	for n, i := range order {
		place[i] = n
		sorted[n] = c.entities[i]
		sorted[n].ID = "e" + strconv.Itoa(n+1)
	}
	c.entities = sorted
	for _, a := range c.accounts {
		for i, e := range a.entity {
			a.entity[i] = place[e]
		}
	}
}
