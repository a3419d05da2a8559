package compare

import "synoptic/internal/model"

func differences(c *context) []model.Difference { return nil }
