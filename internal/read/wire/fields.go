package wire

import (
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/read/jsontree"
)

// Fields are the fields in which objects have the parts of an article, by the
// part's name: "title" in "headline", "text" in "content.body". A part without
// one is looked for under its usual names.
type Fields map[string]string

// ParseFields reads Fields as people write them: "title=headline,text=body".
func ParseFields(spec string) (Fields, error) {
	fields := Fields{}
	for pair := range strings.SplitSeq(spec, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		target, path, ok := strings.Cut(pair, "=")
		target, path = strings.ToLower(strings.TrimSpace(target)), strings.TrimSpace(path)
		switch {
		case !ok || path == "":
			return nil, fmt.Errorf("%q names no field: write title=headline", strings.TrimSpace(pair))
		case !isTarget(target):
			return nil, fmt.Errorf("%q is no part of an article: parts are %s", target, targets())
		case fields[target] != "":
			return nil, fmt.Errorf("%s is named twice", target)
		}
		fields[target] = path
	}
	return fields, nil
}

func isTarget(name string) bool {
	for _, p := range parts {
		if p.target == name {
			return true
		}
	}
	return false
}

// targets are the names of all parts, in words.
func targets() string {
	var names []string
	for _, p := range parts {
		names = append(names, p.target)
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// at is the value at a path of names, divided by dots: of fields, and of places
// in lists from 0. A name that itself has dots is found as it stands.
func at(v *jsontree.Value, path string) *jsontree.Value {
	if v == nil || path == "" {
		return v
	}
	if v.Kind == '[' {
		head, rest, _ := strings.Cut(path, ".")
		if n, err := strconv.Atoi(head); err == nil && n >= 0 && n < len(v.Items) {
			return at(v.Items[n], rest)
		}
		return nil
	}
	for end := len(path); end > 0; end = strings.LastIndexByte(path[:end], '.') {
		if inner := v.Get(path[:end]); inner != nil {
			return at(inner, strings.TrimPrefix(path[end:], "."))
		}
	}
	return nil
}
