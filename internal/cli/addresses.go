package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"synoptic/internal/model"
	"synoptic/internal/read"
	"synoptic/internal/read/fetch"
)

// addressFlags say how addresses are fetched.
type addressFlags struct {
	Follow       bool `help:"Fetch the articles that feeds, sitemaps and OPML lists link to."`
	MaxLinks     int  `default:"50" help:"Follow at most this many links."`
	AllowPrivate bool `help:"Fetch from this machine and its networks too."`
}

// Stages of fetching.
const (
	stageFetch  = "fetching"
	stageLists  = "fetching lists"
	stageLinked = "fetching linked articles"
)

// Limits on what is fetched.
const (
	maxHosts = 8 // asked at the same time
	maxDepth = 3 // lists behind each other: an index, its sitemaps
)

var addressForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// splitAddresses parts the addresses among the arguments from the paths.
func splitAddresses(args []string) (addresses, paths []string) {
	for _, arg := range args {
		if addressForm.MatchString(arg) {
			addresses = append(addresses, arg)
		} else {
			paths = append(paths, arg)
		}
	}
	return sortedOnce(addresses), paths
}

// A fetched is what an address, or a file with links in it, gave.
type fetched struct {
	source   string // the final address, or the path
	articles []*model.Article
	links    []read.Link
	said     string // of the links, in reason
	reason   string // not "" where something of it could not be read
}

// A follower fetches addresses and, where it is asked to, the links in them.
type follower struct {
	addressFlags
	options read.Options
	get     func(ctx context.Context, address string) (*fetch.Page, error)
	report  func(stage string, done, total int)
	seen    map[string]bool // addresses that were or will be fetched
	lists   []fetched       // what has links
	out     []fetched
}

// newFetcher is the fetcher of a command.
func newFetcher(t *terminal, flags addressFlags) *fetch.Fetcher {
	f := fetch.New(programVersion())
	f.AllowPrivate = flags.AllowPrivate
	f.Proxy = fetch.Proxies(t.env)
	f.Cache = &fetch.Memory{}
	return f
}

// readAddresses reads the articles at addresses, and those that they and files
// link to where links are to be followed. Files are what was skipped among the
// files; those that have links are told with what is left to say of them. The
// error is ctx's.
func (f *follower) readAddresses(ctx context.Context, addresses []string, files []model.Skipped, stdin []byte) ([]*model.Article, []model.Skipped, error) {
	f.seen = map[string]bool{}
	var skipped []model.Skipped
	for _, s := range files {
		list := fileLinks(s, stdin)
		if len(list.links) == 0 {
			skipped = append(skipped, s)
			continue
		}
		f.lists = append(f.lists, list)
		f.out = append(f.out, list)
	}
	f.fetch(ctx, stageFetch, f.fresh(addresses))
	if f.Follow {
		f.follow(ctx)
	}
	var articles []*model.Article
	known := map[string]bool{}
	for _, p := range f.out {
		if reason := f.reason(p); reason != "" {
			skipped = append(skipped, model.Skipped{Source: p.source, Reason: reason})
		}
		if !known[p.source] { // two addresses may lead to one
			articles = append(articles, p.articles...)
		}
		known[p.source] = true
	}
	return articles, skipped, ctx.Err()
}

// follow fetches the lists that lists link to, and then the articles.
func (f *follower) follow(ctx context.Context) {
	for left, depth := f.MaxLinks, 0; depth < maxDepth && left > 0; depth++ {
		lists := f.choose(left, true)
		f.fetch(ctx, stageLists, lists)
		left -= len(lists)
	}
	f.fetch(ctx, stageLinked, f.choose(f.MaxLinks, false))
}

// fileLinks are the links of a file that was not wholly read.
func fileLinks(s model.Skipped, stdin []byte) fetched {
	list := fetched{source: s.Source, reason: s.Reason}
	data := stdin
	if s.Source != stdinName {
		path := filepath.FromSlash(s.Source)
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() > read.MaxSize {
			return list
		}
		if data, err = os.ReadFile(path); err != nil {
			return list
		}
	}
	list.links, list.said = read.Links(data)
	return list
}

// fetch fetches addresses, several hosts at a time and each host's one after
// the other.
func (f *follower) fetch(ctx context.Context, stage string, addresses []string) {
	out := make([]fetched, len(addresses))
	var hosts errgroup.Group
	hosts.SetLimit(maxHosts)
	var done atomic.Int64
	for _, places := range byHost(addresses) {
		hosts.Go(func() error {
			for _, i := range places {
				if ctx.Err() != nil {
					return nil
				}
				out[i] = f.one(ctx, addresses[i])
				f.report(stage, int(done.Add(1)), len(addresses))
			}
			return nil
		})
	}
	_ = hosts.Wait() // its functions return no errors
	for _, p := range out {
		if len(p.links) > 0 {
			f.lists = append(f.lists, p)
		}
	}
	f.out = append(f.out, out...)
}

// byHost are the places of the addresses of each host, hosts in the order of
// their first address.
func byHost(addresses []string) [][]int {
	var out [][]int
	at := map[string]int{}
	for i, address := range addresses {
		host := address
		if u, err := url.Parse(address); err == nil {
			host = u.Host
		}
		if _, ok := at[host]; !ok {
			at[host] = len(out)
			out = append(out, nil)
		}
		out[at[host]] = append(out[at[host]], i)
	}
	return out
}

// one fetches and reads an address.
func (f *follower) one(ctx context.Context, address string) fetched {
	page, err := f.get(ctx, address)
	if err != nil {
		var e *fetch.Error
		if errors.As(err, &e) {
			return fetched{source: e.Address, reason: e.Reason}
		}
		return fetched{source: address, reason: err.Error()}
	}
	p := fetched{source: page.Address}
	data := read.InCharset(page.Data, page.Charset)
	p.articles, p.reason = readSafely(func(visit func(*model.Article) error) error { return f.options.ReadPage(page.Address, data, visit) })
	p.links, p.said = read.Links(data)
	return p
}

// choose are the addresses to follow next, of lists or of articles: at most
// limit, of each list as many as of the others, the newest first.
func (f *follower) choose(limit int, lists bool) []string {
	var each [][]read.Link
	longest := 0
	for _, p := range f.lists {
		links := newest(p, lists)
		each = append(each, links)
		longest = max(longest, len(links))
	}
	var out []string
	for i := range longest {
		for _, links := range each {
			if i < len(links) && len(out) < limit {
				out = append(out, f.fresh([]string{links[i].Address})...)
			}
		}
	}
	return out
}

// newest are the links of a list that lead to lists or to articles, whole
// addresses, the newest first; those without a date keep their place behind
// them.
func newest(p fetched, lists bool) []read.Link {
	base, err := url.Parse(p.source)
	if err != nil || base.Host == "" {
		base = &url.URL{}
	}
	var out []read.Link
	for _, l := range p.links {
		u, err := base.Parse(l.Address)
		if l.List != lists || l.Address == "" || err != nil || u.Host == "" {
			continue
		}
		l.Address = u.String()
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b read.Link) int { return moment(b).Compare(moment(a)) })
	return out
}

// moment is when a link was published or, where that is not told, changed.
func moment(l read.Link) time.Time {
	p := cmp.Or(l.Published, l.Updated)
	if p == nil {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, p.Value); err == nil {
			return t
		}
	}
	return time.Time{}
}

// fresh are the addresses that were not met before, and notes them.
func (f *follower) fresh(addresses []string) []string {
	var out []string
	for _, address := range addresses {
		key, _, _ := strings.Cut(address, "#")
		if !f.seen[key] {
			f.seen[key] = true
			out = append(out, address)
		}
	}
	return out
}

// reason is what is to say of what could not be read: of a list, which of its
// links were not followed.
func (f *follower) reason(p fetched) string {
	if len(p.links) == 0 {
		return p.reason
	}
	if !f.Follow {
		return p.reason + "; --follow fetches " + pronoun(len(p.links))
	}
	var said []string
	if rest := without(p.reason, p.said); rest != "" {
		said = append(said, rest)
	}
	left, lost := 0, 0
	for _, lists := range []bool{false, true} {
		for _, l := range newest(p, lists) {
			if key, _, _ := strings.Cut(l.Address, "#"); !f.seen[key] {
				left++
			}
			lost--
		}
	}
	if lost += len(p.links); lost > 0 {
		said = append(said, fmt.Sprintf("%d of its %d links have no whole address, so that they cannot be followed", lost, len(p.links)))
	}
	if left > 0 {
		said = append(said, fmt.Sprintf("%d of its %d links were not followed; --max-links raises the limit of %d", left, len(p.links), f.MaxLinks))
	}
	return strings.Join(said, "; ")
}

// without is a reason without what is said in it; nothing where only the name
// of what is in a gzip file is left.
func without(reason, said string) string {
	rest := strings.Replace(strings.Replace(reason, said+"; ", "", 1), said, "", 1)
	if rest = strings.Trim(rest, "; "); strings.HasSuffix(rest, ":") {
		return ""
	}
	return rest
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// A memo is a reader that remembers what was read from it, if it is not more
// than read.MaxSize.
type memo struct {
	io.Reader
	read bytes.Buffer
	over bool
}

func (m *memo) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if m.over = m.over || m.read.Len()+n > read.MaxSize; m.over {
		m.read = bytes.Buffer{}
	} else {
		m.read.Write(p[:n])
	}
	return n, err
}
