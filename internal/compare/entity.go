package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// joinEntities joins the entities of the accounts into those of the story and
// tells each account which is which.
func (c *context) joinEntities() {
	byName := map[string]int{}
	for _, a := range c.accounts {
		a.entity = make([]int, len(a.Entities))
		for i, e := range a.Entities {
			key := string(e.Type) + "\x00" + strings.ToLower(e.Name)
			j, ok := byName[key]
			if !ok {
				j = len(c.entities)
				byName[key] = j
				e.Mentions = nil
				c.entities = append(c.entities, e)
			}
			a.entity[i] = j
		}
		for _, m := range a.Mentions {
			if j := c.storyEntity(a, m); j >= 0 {
				c.entities[j].Mentions = append(c.entities[j].Mentions, m.At(a.id()))
			}
		}
	}
	c.numberEntities()
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
