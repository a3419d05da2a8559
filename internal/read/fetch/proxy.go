package fetch

import (
	"cmp"
	"net/url"

	"golang.org/x/net/http/httpproxy"
)

// Proxies is the choice of proxy that an environment makes by http_proxy,
// https_proxy and no_proxy, in either case of letters.
func Proxies(env map[string]string) func(*url.URL) (*url.URL, error) {
	config := httpproxy.Config{
		HTTPProxy:  cmp.Or(env["HTTP_PROXY"], env["http_proxy"]),
		HTTPSProxy: cmp.Or(env["HTTPS_PROXY"], env["https_proxy"]),
		NoProxy:    cmp.Or(env["NO_PROXY"], env["no_proxy"]),
		CGI:        env["REQUEST_METHOD"] != "",
	}
	return config.ProxyFunc()
}
