package feed

import "fmt"

// problems collects what was wrong with a document, each sentence once.
type problems struct {
	order []string
	times map[string]int
}

// maxProblems is how many different sentences are kept.
const maxProblems = 50

func (p *problems) note(sentence string) {
	if p.times == nil {
		p.times = map[string]int{}
	}
	if p.times[sentence] == 0 {
		if len(p.order) == maxProblems {
			return
		}
		p.order = append(p.order, sentence)
	}
	p.times[sentence]++
}

// sentences gives what was noted, and how often it happened.
func (p *problems) sentences() []string {
	var list []string
	for _, sentence := range p.order {
		if times := p.times[sentence]; times > 1 {
			sentence = fmt.Sprintf("%s (%d times)", sentence, times)
		}
		list = append(list, sentence)
	}
	return list
}
