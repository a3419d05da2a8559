// Package fetch gets pages, feeds and files from web addresses, politely and
// within limits: it asks robots.txt, says who it is, keeps no cookies, asks one
// host one thing at a time with a pause between, and ends what is too large, too
// slow or without end. It goes to no address of the user's own machine or
// network unless it is told that it may: what a name stands for is checked when
// the connection is made, after each redirect too. It is the only package that
// speaks to the network. What the bytes mean is left to package read.
package fetch
