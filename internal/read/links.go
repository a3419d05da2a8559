package read

import (
	"bytes"
	"compress/gzip"
	"io"

	"synoptic/internal/read/feed"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/wire"
)

// A Link is an article, or a list of such links, that a file names by address
// without its text.
type Link = feed.Link

// Links are the addresses in a feed (those of its items that have no full
// text), a sitemap, an index of sitemaps or an OPML list, which Read does not
// make articles of; none for other files. A gzip file is read as what is in it.
// Said is what the error of Read says of them, to be left out where they are
// followed.
func Links(data []byte) (links []Link, said string) {
	data = unpacked(data)
	switch {
	case feed.Is(rootName(data)):
		return feed.Links(piece.NewSource(Decode(data)))
	case wire.IsJSON(opening(data)):
		return wire.Links(piece.NewSource(Decode(data)))
	}
	return nil, ""
}

// Limits on what a packed list of links may unpack to.
const (
	maxList      = 50 << 20 // the largest sitemap there may be, by sitemaps.org
	maxListRatio = 200      // bytes for each that is packed
)

// unpacked is what stands in a gzip file, or data that are none.
func unpacked(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		return data
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	head := make([]byte, 8<<10)
	n, _ := io.ReadFull(z, head)
	if !mayHaveLinks(head[:n]) {
		return nil
	}
	rest, _ := io.ReadAll(io.LimitReader(z, min(maxList, maxListRatio*int64(len(data)))))
	return append(head[:n], rest...)
}

func mayHaveLinks(head []byte) bool {
	return feed.Is(rootName(head)) || wire.IsJSON(opening(head))
}
