package read

import (
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
// redirects. It is the article's URL where the page states none itself.
func ReadPage(address string, data []byte) ([]*model.Article, error) {
	articles, err := Read(address, data)
	for _, a := range articles {
		if a.URL == "" && a.Source == address {
			a.URL = address
		}
	}
	return articles, err
}
