package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// robotsName is the name by which robots.txt files address the program.
const robotsName = "synoptic"

// Limits on robots.txt files. The size is the one that RFC 9309 asks for.
const (
	maxRobots     = 500 << 10
	maxRobotsHops = 5
	maxRule       = 2000 // characters
	maxStars      = 16   // wildcards in a rule; each may cost a pass over the path
	robotsAge     = 24 * time.Hour
	failureAge    = 10 * time.Minute
)

// A robots is what the robots.txt of a site says to this program.
type robots struct {
	group  *robotstxt.Group // nil where all is allowed
	closed string           // why nothing is allowed, "" where something is
	until  time.Time        // when to ask anew
}

// permitted says why u must not be fetched by what its site's robots.txt says,
// nil where it may. It is called in the turn of the host, and notes the pause
// that the file asks for.
func (t *trip) permitted(ctx context.Context, u *url.URL, h *host) error {
	site := u.Scheme + "://" + u.Host
	t.mu.Lock()
	r := t.robots[site]
	t.mu.Unlock()
	if r == nil || t.Now().After(r.until) {
		var err error
		if r, err = t.askRobots(ctx, u); err != nil {
			return err
		}
		t.mu.Lock()
		if len(t.robots) >= maxRemember {
			clear(t.robots)
		}
		t.robots[site] = r
		t.mu.Unlock()
	}
	switch {
	case r.closed != "":
		return errors.New(r.closed)
	case r.group == nil:
		return nil
	}
	h.pause = min(max(r.group.CrawlDelay, 0), t.MaxPause)
	if !r.group.Test(robotsPath(u)) {
		return fmt.Errorf("the robots.txt of %s asks programs not to fetch it; %s", u.Hostname(), saveIt)
	}
	return nil
}

// robotsPath is what the rules of robots.txt are about: path and query.
func robotsPath(u *url.URL) string {
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path[:min(len(path), maxRule)]
}

// askRobots gets and reads the robots.txt of u's site. As RFC 9309 has it, a
// site without one allows all, and a site that fails to give its own allows
// nothing. The error says that the site cannot be reached at all.
func (t *trip) askRobots(ctx context.Context, u *url.URL) (*robots, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range maxRobotsHops + 1 {
		a, err := t.ask(ctx, at, http.Header{}, maxRobots, false)
		switch {
		case err != nil:
			return nil, err
		case isRedirect(a.status):
			if at, err = t.redirect(at, a.header.Get("Location")); err != nil {
				return t.open(), nil
			}
		case a.status == http.StatusOK:
			group := rules(a.data).FindGroup(robotsName)
			return &robots{group: group, until: t.Now().Add(robotsAge)}, nil
		case a.status >= 500 || a.status == http.StatusTooManyRequests:
			closed := fmt.Sprintf("%s fails to say in its robots.txt (status %d) whether programs may fetch it; try again later, or %s", u.Hostname(), a.status, saveIt)
			return &robots{closed: closed, until: t.Now().Add(failureAge)}, nil
		default:
			return t.open(), nil
		}
	}
	return t.open(), nil
}

// open allows everything.
func (f *Fetcher) open() *robots { return &robots{until: f.Now().Add(robotsAge)} }

// rules reads a robots.txt file. Only lines that can concern this program are
// given to the library, which refuses a whole file for one bad line and needs
// time and space without bounds for lists of many agents or wildcards.
func rules(data []byte) *robotstxt.RobotsData {
	out, err := robotstxt.FromString(ownRules(data))
	if err != nil {
		out, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return out
}

// otherAgents stands for all agents that are not this program.
const otherAgents = "another"

// ownRules are the lines of a robots.txt file that can be read and matter, the
// agents of each group once.
func ownRules(data []byte) string {
	if len(data) == maxRobots { // cut, perhaps inside a rule
		data = data[:max(0, strings.LastIndexByte(string(data), '\n'))]
	}
	var out strings.Builder
	agents := map[string]bool{} // of the group that begins
	grouped, ruled := false, false
	text := strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\ufeff")
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "user-agent", "useragent":
			if ruled {
				clear(agents)
			}
			grouped, ruled = true, false
			if value = ownAgent(value); !agents[value] {
				agents[value] = true
				out.WriteString("User-agent: " + value + "\n")
			}
		case "allow", "disallow":
			ruled = true
			if grouped && isRule(value) {
				out.WriteString(name + ": " + value + "\n")
			}
		case "crawl-delay", "crawldelay":
			ruled = true
			if delay, err := strconv.ParseFloat(value, 64); grouped && err == nil && delay >= 0 {
				out.WriteString("Crawl-delay: " + strconv.FormatFloat(min(delay, 86400), 'f', 3, 64) + "\n")
			}
		}
	}
	return out.String()
}

// isRule says whether value can be the path of a rule. An empty one allows all,
// and still ends the list of agents.
func isRule(value string) bool {
	return len(value) <= maxRule && strings.Count(value, "*") <= maxStars &&
		!strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r == 0x7f })
}

// ownAgent is the name of an agent in lower case where it may mean this
// program.
func ownAgent(value string) string {
	name, _, _ := strings.Cut(strings.ToLower(value), "/")
	name = strings.TrimSpace(name)
	if name == "*" || name != "" && strings.HasPrefix(robotsName, name) {
		return name
	}
	return otherAgents
}
