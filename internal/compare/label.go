package compare

import "synoptic/internal/model"

// labels lists what the accounts call the entities of the story.
func labels(c *context) []model.Label { return nil }
