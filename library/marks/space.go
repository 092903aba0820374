package marks

import (
	"fmt"
)

// spaceLeft says how much of the disk is left.
type spaceLeft int32

const (
	plentyLeft spaceLeft = iota
	littleLeft           // no new accounts
	noneLeft             // no new marks
)

// Little is left below 5% of a disk, and below 200 MB of a large one; none is
// left below a quarter of that.
const (
	littlePart  = 20
	littleBytes = 200 << 20
	nonePart    = 4
)

// measureSpace looks at the disk of the marks, if the rules say so.
func (k *Keeper) measureSpace() {
	if !k.rules.Load().WatchDisk {
		k.space.Store(int32(plentyLeft))
		return
	}
	free, total, err := k.store.Space()
	left := plentyLeft
	if little := min(total/littlePart, littleBytes); err != nil {
		left = plentyLeft // it is not known, or there is no folder yet
	} else if free < little/nonePart {
		left = noneLeft
	} else if free < little {
		left = littleLeft
	}
	if before := spaceLeft(k.space.Swap(int32(left))); before != left {
		k.log("%s", map[spaceLeft]string{
			plentyLeft: "There is room on the disk of the marks again: accounts are made and marks are kept as ever.",
			littleLeft: fmt.Sprintf("The disk of the marks is nearly full, %d MB are left: no new accounts are made.", free>>20),
			noneLeft:   fmt.Sprintf("The disk of the marks is full but for %d MB: no new marks are kept.", free>>20),
		}[left])
	}
}
