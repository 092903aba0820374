//go:build !unix

package files

// withoutWaiting is nothing: there are no pipes among the files here.
const withoutWaiting = 0
