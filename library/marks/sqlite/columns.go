package sqlite

import (
	"slices"

	"broadsheet/library/checksum"
)

// Columns of the marks database are scanned by these: what is of another type
// than was written is damage, and not a wrong program.

type numberColumn[T ~int64] struct{ to *T }

// Scan implements sql.Scanner.
func (c numberColumn[T]) Scan(from any) error {
	n, ok := from.(int64)
	if !ok {
		return checksum.ErrDamaged
	}
	*c.to = T(n)
	return nil
}

func number[T ~int64](to *T) numberColumn[T] { return numberColumn[T]{to} }

type textColumn struct{ to *string }

// Scan implements sql.Scanner.
func (c textColumn) Scan(from any) (err error) {
	text, ok := from.(string)
	if !ok {
		return checksum.ErrDamaged
	}
	*c.to = text
	return nil
}

type blobColumn struct{ to *[]byte }

// Scan implements sql.Scanner.
func (c blobColumn) Scan(from any) error {
	blob, ok := from.([]byte)
	if !ok {
		return checksum.ErrDamaged
	}
	*c.to = slices.Clone(blob)
	return nil
}
