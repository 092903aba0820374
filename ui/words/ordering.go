package words

import "broadsheet/model/query"

// ordering words the orders of a list.
type ordering interface {
	Order(by query.Sort) string               // in the menu, and beside the name of what is listed
	OrderSet(of string, by query.Sort) string // what is listed so from now on
	TitleOrders(of string) string             // over the menu
	CurrentOrder() string                     // beside the one that holds
	BestFirst() string                        // of the hits of a search
}

func (english) Order(by query.Sort) string {
	switch by {
	case query.OldestFirst:
		return "oldest first"
	case query.ByTitle:
		return "by title"
	case query.BySource:
		return "by source"
	case query.ByLength:
		return "shortest first"
	default:
		return "newest first"
	}
}

func (l english) OrderSet(of string, by query.Sort) string {
	return l.Quoted(of) + " is listed " + l.Order(by)
}
func (l english) TitleOrders(of string) string { return "Order of " + l.Quoted(of) }
func (english) CurrentOrder() string           { return "now" }
func (english) BestFirst() string              { return "best first" }

func (chinese) Order(by query.Sort) string {
	switch by {
	case query.OldestFirst:
		return "最早在前"
	case query.ByTitle:
		return "按标题"
	case query.BySource:
		return "按来源"
	case query.ByLength:
		return "最短在前"
	default:
		return "最新在前"
	}
}

func (l chinese) OrderSet(of string, by query.Sort) string {
	return l.Quoted(of) + "的排序：" + l.Order(by)
}
func (l chinese) TitleOrders(of string) string { return l.Quoted(of) + "的排序" }
func (chinese) CurrentOrder() string           { return "当前" }
func (chinese) BestFirst() string              { return "最相关在前" }
