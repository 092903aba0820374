package render

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// cacheKey names what is cached: a leaf by its content and look, and a drawn
// part of it by the theme too.
type cacheKey struct {
	content [sha256.Size]byte
	theme   [sha256.Size]byte // zero for the leaf itself
	part    int32
}

// cache keeps what was used last, up to a number of bytes.
type cache struct {
	limit int

	mutex   sync.Mutex
	size    int
	order   *list.List // of *cached, the last used in front
	entries map[cacheKey]*list.Element
}

type cached struct {
	key   cacheKey
	value any
	size  int
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), entries: map[cacheKey]*list.Element{}}
}

// get returns what is kept under a key, or nil.
func (c *cache) get(key cacheKey) any {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	e, ok := c.entries[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).value
}

// put keeps a value of about size bytes. What is already kept under the key
// stays: the two are equal.
func (c *cache) put(key cacheKey, value any, size int) {
	const overhead = 300 // of the map, the list and the allocations
	size += overhead
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, ok := c.entries[key]; ok || size > c.limit/2 {
		return
	}
	c.entries[key] = c.order.PushFront(&cached{key, value, size})
	c.size += size
	for c.size > c.limit {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached)
		delete(c.entries, old.key)
		c.size -= old.size
	}
}
