//go:build !unix

package articles

// withoutWaiting is nothing: there are no pipes among the files here.
const withoutWaiting = 0
