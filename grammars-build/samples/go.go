// Package queue is a small worker pool.
package queue

import (
	"context"
	"errors"
	"fmt"
	stdlog "log"
	"sync"
)

const (
	Small = iota + 1
	Large
)

var ErrClosed = errors.New("queue: closed")

type Number interface {
	~int | ~int64 | float64
}

type Job[T any] struct {
	ID      int `json:"id"`
	Payload T
	done    chan<- struct{}
}

type Handler func(ctx context.Context, id int) (string, error)

type Pool struct {
	sync.Mutex
	jobs   map[string][]*Job[string]
	limits [2]int
}

func Sum[T Number](items ...T) (total T) {
	for _, item := range items {
		total += item
	}
	return
}

func (p *Pool) Run(ctx context.Context, name string, handle Handler) error {
	p.Lock()
	defer p.Unlock()
	results := make(chan string, len(p.jobs[name]))
	for i := 0; i < len(p.jobs[name]); i++ {
		job := p.jobs[name][i]
		go func() {
			if text, err := handle(ctx, job.ID); err != nil {
				stdlog.Printf("job %d: %v", job.ID, err)
			} else {
				results <- text
			}
		}()
	}
loop:
	for {
		select {
		case text, ok := <-results:
			if !ok {
				break loop
			}
			fmt.Println(`got`, text, 'x', 0x1F, 1.5e3, text[1:3])
		case <-ctx.Done():
			return fmt.Errorf("run %q: %w", name, ctx.Err())
		default:
			continue
		}
	}
	switch value := any(p.limits).(type) {
	case [2]int, nil:
		_ = value
	case error:
		panic(value.Error())
	}
	switch {
	case p.limits[0]&1 == 0 && !(p.limits[1] >= Large):
		fallthrough
	default:
		p.jobs = map[string][]*Job[string]{"a": {{ID: 1}, nil}}
	}
	return nil
}
