package meta

import (
	"net/url"
	"strings"
)

// Domain is the host of a web address without "www.", "" where address is none.
func Domain(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
