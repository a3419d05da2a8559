package fetch

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// Proxies is the choice of proxy that an environment makes by http_proxy,
// https_proxy and no_proxy, in either case of letters. A proxy that is set but
// is no address is an error for every address: going there without it could
// tell what the user wanted kept.
func Proxies(env map[string]string) func(*url.URL) (*url.URL, error) {
	config := httpproxy.Config{
		HTTPProxy:  cmp.Or(env["HTTP_PROXY"], env["http_proxy"]),
		HTTPSProxy: cmp.Or(env["HTTPS_PROXY"], env["https_proxy"]),
		NoProxy:    cmp.Or(env["NO_PROXY"], env["no_proxy"]),
	}
	for _, proxy := range []string{config.HTTPProxy, config.HTTPSProxy} {
		if !isProxy(proxy) {
			return func(*url.URL) (*url.URL, error) { return nil, errBadProxy }
		}
	}
	return config.ProxyFunc()
}

// isProxy says whether s names a proxy, or none.
func isProxy(s string) bool {
	if s != "" && !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if s == "" || err != nil {
		return s == ""
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u.Hostname() != ""
	}
	return false
}
