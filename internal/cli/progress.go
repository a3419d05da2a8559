package cli

import (
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progressAfter is how long work must last before its progress is shown.
const progressAfter = 700 * time.Millisecond

// A progress shows on a terminal how far each stage is, once the work lasts.
type progress struct {
	mu      sync.Mutex
	on      bool
	out     *os.File
	started time.Time
	bars    *mpb.Progress
	bar     *mpb.Bar
	stage   string
}

// newProgress makes a progress that shows something only where stderr is a
// terminal and quiet is not asked for.
func newProgress(t *terminal, quiet bool) *progress {
	file, ok := t.stderr.(*os.File)
	return &progress{on: ok && !quiet && term.IsTerminal(int(file.Fd())), out: file, started: time.Now()}
}

// report says that done of total pieces of a stage are done. It may be called
// from many goroutines.
func (p *progress) report(stage string, done, total int) {
	if !p.on {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.on || time.Since(p.started) < progressAfter {
		return
	}
	if p.bars == nil {
		p.bars = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(40), mpb.WithAutoRefresh())
	}
	if p.stage != stage {
		if p.bar != nil {
			p.bar.Abort(true)
		}
		p.stage = stage
		p.bar = p.bars.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(stage+" ")), mpb.AppendDecorators(decor.CountersNoUnit(" %d of %d")))
	}
	if int64(done) > p.bar.Current() {
		p.bar.SetCurrent(int64(done))
	}
}

// end takes the bars off the screen. It may be called more than once.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.on = false
	if p.bar != nil {
		p.bar.Abort(true)
		p.bar = nil
		p.bars.Wait()
	}
}
