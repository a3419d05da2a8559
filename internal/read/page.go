package read

import (
	"bytes"

	"synoptic/internal/model"
)

// InCharset is data, which an HTTP header states to be in a charset, as Read
// and Links take them: in UTF-8 and marked so where the header is right, as
// they are where data say otherwise.
func InCharset(data []byte, charset string) []byte {
	if binaryKind(data) != "" {
		return data
	}
	return inCharset(data, charset)
}

// ReadPage reads what was fetched from a web address, the final one after
// redirects, as Stream does. It is the article's URL where the page states none
// itself.
func (o Options) ReadPage(address string, data []byte, visit func(*model.Article) error) error {
	return o.Stream(address, bytes.NewReader(data), int64(len(data)), func(a *model.Article) error {
		if a.URL == "" && a.Source == address {
			a.URL = address
		}
		return visit(a)
	})
}
