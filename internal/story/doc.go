// Package story puts articles into stories as they arrive. A batch is a stream
// in order of publication.
package story
