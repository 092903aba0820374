package linebreak

// Sets of classes that the rules name.
const (
	hardBreaks   classes = 1<<classBK | 1<<classCR | 1<<classLF | 1<<classNL
	marks        classes = 1<<classCM | 1<<classZWJ
	quotes       classes = 1<<classQU | 1<<classQI | 1<<classQF
	hyphens      classes = 1<<classHY | 1<<classHH
	letters      classes = 1<<classAL | 1<<classHL | 1<<classSA | 1<<classDC
	ideographs   classes = 1<<classID | 1<<classEB | 1<<classEM
	prefixes     classes = 1<<classPR | 1<<classPO
	parentheses  classes = 1<<classCL | 1<<classCP
	syllables    classes = 1<<classAK | 1<<classDC | 1<<classAS
	neverStart   classes = parentheses | 1<<classEX | 1<<classSY
	beforeQuote  classes = hardBreaks | quotes | 1<<classOP | 1<<classGL | 1<<classSP | 1<<classZW
	beforeHyphen classes = hardBreaks | 1<<classSP | 1<<classZW | 1<<classCB | 1<<classGL
	afterQuote   classes = hardBreaks | quotes | neverStart | 1<<classSP | 1<<classGL | 1<<classWJ | 1<<classIS | 1<<classZW
)

// numberState tells how much of a number lies behind, for rule LB25.
type numberState uint8

const (
	noNumber     numberState = iota
	inNumber                 // NU (SY | IS)*
	closedNumber             // NU (SY | IS)* (CL | CP)
	afterUnit                // a number and a Han unit that takes another, such as 万
)

// breaker goes through a text and remembers what the rules ask of it. Spaces are
// kept apart from the clusters before them.
type breaker struct {
	text       string
	started    bool
	last       class // Of the cluster before the spaces; classBK at the start.
	lastChar   rune
	lastWide   bool
	before     class // Of what stands before that, classSP included.
	beforeWide bool
	spaces     bool // Spaces lie between last and here.
	joiner     bool // A zero-width joiner stands right before.
	number     numberState
	url        int // Where the URL ends that came last.
}

// following returns the cluster after c.
func (b *breaker) following(c *cluster) (cluster, bool) {
	if c.end >= len(b.text) {
		return cluster{}, false
	}
	return clusterAt(b.text, c.end), true
}

// followedBy tells whether the cluster after c is of one of the classes; atEnd
// is the answer where there is none.
func (b *breaker) followedBy(c *cluster, set classes, atEnd bool) bool {
	f, ok := b.following(c)
	if !ok {
		return atEnd
	}
	return set.has(f.first) || f.space && set.has(classSP)
}

// breakBefore applies the rules of UAX #14, in its order and with its numbers,
// to the place before c. A cluster never breaks, so that LB26, LB30a and LB30b,
// which concern what lies within one, are not here.
func (b *breaker) breakBefore(c *cluster) Break {
	cl := c.first
	switch {
	case !b.started: // LB2
		return Prohibited
	case hardBreaks.has(b.last) && !b.spaces: // LB4, LB5
		return Mandatory
	case hardBreaks.has(cl), cl == classSP, cl == classZW: // LB6, LB7
		return Prohibited
	case b.last == classZW: // LB8
		return Allowed
	case !b.spaces && (b.joiner || marks.has(cl)): // LB8a, LB9
		return Prohibited
	case cl == classWJ, !b.spaces && b.last == classWJ: // LB11
		return Prohibited
	case !b.spaces && b.last == classGL: // LB12
		return Prohibited
	case !b.spaces && cl == classGL && b.last != classBA && !hyphens.has(b.last): // LB12a
		return Prohibited
	case neverStart.has(cl), b.last == classOP: // LB13, LB14
		return Prohibited
	case b.last == classQI && beforeQuote.has(b.before): // LB15a
		return Prohibited
	case cl == classQF && b.followedBy(c, afterQuote, true): // LB15b
		return Prohibited
	case cl == classIS: // LB15c, LB15d
		if b.spaces && b.followedBy(c, 1<<classNU, false) {
			return Allowed
		}
		return Prohibited
	case b.neverBegins(c):
		return Prohibited
	case parentheses.has(b.last) && cl == classNS: // LB16
		return Prohibited
	case b.last == classB2 && cl == classB2: // LB17
		return Prohibited
	case b.spaces: // LB18
		return Allowed
	case quotes.has(cl) || quotes.has(b.last):
		if b.quoteGlues(c) {
			return Prohibited
		}
	}
	if b.glues(c) || b.numberGlues(c) || b.syllableGlues(c) {
		return Prohibited
	}
	return Allowed // LB31
}

// quoteGlues is LB19 and LB19a.
func (b *breaker) quoteGlues(c *cluster) bool {
	if c.first == classQU || c.first == classQF || b.last == classQU || b.last == classQI {
		return true
	}
	if c.first == classQI {
		following, ok := b.following(c)
		if !b.lastWide || !ok || !following.wide {
			return true
		}
	}
	return b.last == classQF && (!c.wide || !b.beforeWide)
}

// glues is LB20 to LB24 and LB28 to LB30, where no space is between.
func (b *breaker) glues(c *cluster) bool {
	last, cl := b.last, c.first
	switch {
	case cl == classCB, last == classCB: // LB20
		return false
	case hyphens.has(last) && beforeHyphen.has(b.before) && letters.has(cl): // LB20a
		return true
	case last == classBB, b.before == classHL && hyphens.has(last) && cl != classHL: // LB21, LB21a
		return true
	case last == classCP && !b.lastWide && (letters.has(cl) || cl == classNU): // LB30
		return true
	case cl == classOP && c.wide: // LB30
		return false
	}
	return gluesAfter(cl).has(last)
}

// gluesAfter returns the classes after which class cl stays on the line.
func gluesAfter(cl class) classes {
	switch cl {
	case classBA, classHH, classHY, classNS, classIN: // LB21, LB22
		return ^classes(0)
	case classAL, classSA, classDC: // LB23, LB24, LB28, LB29
		return letters | prefixes | 1<<classNU | 1<<classIS
	case classHL: // LB21b and the same
		return letters | prefixes | 1<<classNU | 1<<classIS | 1<<classSY
	case classNU: // LB23
		return letters
	case classID, classEB, classEM: // LB23a
		return 1 << classPR
	case classPO: // LB23a, LB24
		return ideographs | letters
	case classPR: // LB24
		return letters
	case classOP: // LB30
		return letters | 1<<classNU
	default:
		return 0
	}
}

// numberGlues is LB25, and keeps numbers with Han units whole.
func (b *breaker) numberGlues(c *cluster) bool {
	switch {
	case prefixes.has(c.first):
		return b.number == inNumber || b.number == closedNumber
	case c.first == classNU:
		return b.number == inNumber || prefixes.has(b.last) || b.last == classHY || b.last == classIS ||
			b.before == classNU && joinsNumbers(b.lastChar)
	case c.first == classOP && prefixes.has(b.last):
		following, ok := b.following(c)
		return ok && (following.first == classNU || following.first == classIS)
	case b.number == inNumber:
		return isUnit(c.char)
	case b.number == afterUnit:
		return followsUnit(c.char)
	}
	return false
}

// syllableGlues is LB28a: the orthographic syllables of Brahmic scripts.
func (b *breaker) syllableGlues(c *cluster) bool {
	const finals classes = 1<<classVF | 1<<classVI
	switch {
	case b.last == classAP:
		return syllables.has(c.first)
	case syllables.has(b.last):
		return finals.has(c.first) ||
			syllables.has(c.first) && (c.last == classVF || b.followedBy(c, 1<<classVF, false))
	}
	return b.last == classVI && syllables.has(b.before) && (c.first == classAK || c.first == classDC)
}

// pass moves the state behind c.
func (b *breaker) pass(c *cluster) {
	started := b.started
	b.started, b.joiner = true, c.joiner
	if c.space {
		b.spaces, b.number = true, noNumber
	}
	switch {
	case c.first == classSP:
		b.spaces, b.number = true, noNumber
		return
	case marks.has(c.first) && started && !b.spaces && !hardBreaks.has(b.last) && b.last != classZW:
		return // LB9
	}
	last := c.last
	if marks.has(last) {
		last = classAL // LB10
	}
	b.before, b.beforeWide = b.last, b.lastWide
	if b.spaces {
		b.before, b.beforeWide = classSP, false
	}
	if c.first != c.last && !c.space {
		b.before, b.beforeWide = c.first, c.wide
	}
	b.number = b.number.after(c, last)
	b.last, b.lastChar, b.lastWide, b.spaces = last, c.char, c.wide, false
}

func (n numberState) after(c *cluster, last class) numberState {
	switch {
	case last == classNU, n == inNumber && (last == classSY || last == classIS):
		return inNumber
	case n == inNumber && parentheses.has(last):
		return closedNumber
	case (n == inNumber || n == afterUnit) && takesUnit(c.char):
		return afterUnit
	}
	return noNumber
}
