package main

import (
	"fmt"

	"synoptic/internal/story/train"
)

// trainStory makes the weights of the story model from the sets under stories/.
func trainStory(o options) ([]byte, error) {
	weights, err := train.Run(o.Data, func(s string) { fmt.Println(s) })
	return []byte(weights), err
}
