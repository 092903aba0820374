package search

import (
	"context"
	"errors"
	"io/fs"

	"broadsheet/model"
)

// reading is an article that was read.
type reading struct {
	number uint32
	size   int64 // of its file
	tokens []byte
}

// batches reads the articles and hands them on, many at once.
func (j *indexJob) batches(ctx context.Context, todo toDo, write func([]reading) error) error {
	if !j.pipelined {
		return j.read(ctx, todo, write)
	}
	ctx, cancel := context.WithCancel(ctx)
	ready := make(chan []reading, 2)
	read := make(chan error, 1)
	go func() {
		defer close(ready)
		read <- j.read(ctx, todo, func(batch []reading) error {
			select {
			case ready <- batch:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	var failed error
	for batch := range ready {
		if failed == nil {
			if failed = write(batch); failed != nil {
				cancel()
			}
		}
	}
	cancel()
	if err := <-read; failed == nil {
		failed = err
	}
	return failed
}

// read reads the articles, the newest first. The first batches are small, so
// that the newest can be found at once.
func (j *indexJob) read(ctx context.Context, todo toDo, ready func([]reading) error) error {
	var batch []reading
	bytes, largest := 0, indexBatch
	if !j.pipelined {
		largest = backgroundBatch
	}
	most := largest / 16
	for rest := todo.add; len(rest) > 0; {
		part := rest[:min(readAtOnce, len(rest))]
		rest = rest[len(part):]
		items, err := j.searcher.options.Complete(ctx, j.snapshot, part)
		if err != nil {
			return err
		}
		for i, item := range items {
			read, ok := j.readOne(ctx, part[i], item)
			if err := ctx.Err(); err != nil {
				return err
			}
			if !ok {
				continue
			}
			batch = append(batch, read)
			if bytes += len(batch[len(batch)-1].tokens); bytes < most {
				continue
			}
			if err := ready(batch); err != nil {
				return err
			}
			batch, bytes, most = nil, 0, min(2*most, largest)
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return ready(batch)
}

// readOne reads one article. It is false for one that cannot be read for now: the
// index would never learn better.
func (j *indexJob) readOne(ctx context.Context, number uint32, item *model.Item) (reading, bool) {
	if item.Partial {
		return reading{}, false // another process has just found it changed, and this one soon will
	}
	j.pause(ctx)
	text, final, err := j.searcher.textOf(ctx, item)
	if !final {
		if !errors.Is(err, fs.ErrNotExist) {
			j.unread++
		}
		return reading{}, false
	}
	return reading{number, item.Size, appendTokens(make([]byte, 0, 2*len(text)), text)}, true
}
