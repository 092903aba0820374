// Generate writes a large library of articles in the form of Hexo's posts, the
// same one each time, for measuring: Chinese and English news of no meaning,
// made of a few hundred words. It also writes articles that nobody should have
// to read, to see what becomes of a reader.
package main

import (
	"bufio"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	feed := flag.String("feed", "", "also write the articles as one RSS feed to this `FILE`, for readers that read nothing else")
	monsters := flag.Bool("hostile", false, "write hostile articles into FOLDER, and no others")
	flag.Usage = usage
	flag.Parse()
	var n int
	if *monsters && flag.NArg() == 1 {
		end(hostile(flag.Arg(0)))
	}
	if _, err := fmt.Sscan(flag.Arg(0), &n); err != nil || flag.NArg() != 2 {
		usage()
		os.Exit(2)
	}
	end(generate(n, flag.Arg(1), *feed))
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: generate [-feed FILE] N FOLDER, or generate -hostile FOLDER")
}

// end ends the program, with what went wrong if anything did.
func end(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// article is what is written of one.
type article struct {
	title, author, link string
	categories          []string
	date                time.Time
	paragraphs          []string
}

func generate(n int, folder, feed string) (err error) {
	var out *bufio.Writer
	if feed != "" {
		file, err := os.Create(feed)
		if err != nil {
			return err
		}
		out = bufio.NewWriter(file)
		defer func() {
			_, failed := out.WriteString("</channel></rss>\n")
			err = errors.Join(err, failed, out.Flush(), file.Close())
		}()
		if _, err := out.WriteString(`<rss version="2.0"><channel><title>Generated</title><link>https://example.org/</link>`); err != nil {
			return err
		}
	}
	w := newWriter()
	for i := range n {
		a := w.article(i)
		path := filepath.Join(folder, fmt.Sprint(i%12), fmt.Sprint("s", i%4), fmt.Sprint("c", i%8), fmt.Sprintf("%07d.md", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // anyone may read it
			return err
		}
		if err := os.WriteFile(path, []byte(a.post()), 0o644); err != nil { //nolint:gosec // anyone may read it
			return err
		}
		if out != nil {
			if err := a.writeEntry(out); err != nil {
				return err
			}
		}
	}
	return nil
}

// writer makes articles out of words.
type writer struct {
	*rand.Rand
	chinese, english []string
}

func newWriter() *writer {
	return &writer{
		Rand: rand.New(rand.NewPCG(1, 2)),
		chinese: strings.Fields("经济 市场 银行 央行 数字 人民币 红包 股票 基金 城市 北京 上海 深圳 广州 成都 政府 企业 公司 技术 芯片 手机 汽车 能源 电池 网络 安全 " +
			"教育 大学 学生 医院 医生 药物 疫苗 环境 气候 海洋 河流 天气 交通 铁路 高铁 机场 航班 旅游 酒店 电影 音乐 图书 作家 记者 报纸 新闻 读者 排版 标点 字体 历史 文化 " +
			"体育 足球 比赛 冠军 运动员 国际 国内 美国 日本 欧洲 非洲 贸易 出口 进口 增长 下降 价格 成本 收入 就业 工作 生活 家庭 孩子 老人 房屋 土地 农业 粮食 水稻 小麦 食品 " +
			"研究 发现 报告 数据 统计 分析 预测 计划 项目 投资 合作 协议 会议 讲话 表示 认为 指出 介绍 显示 开始 完成 提高 降低 推动 支持 影响 变化 问题 办法 条件 结果 原因 " +
			"今天 昨天 去年 今年 上半年 第三季度 一直 已经 正在 将要 可能 需要 应该 非常 十分 更加 继续 共同 主要 重要 新的 大型 小型 第一 第二 许多 其中 以及 因此 但是 同时 " +
			"的 了 在 和 与 对 从 到 为 由 上 下 中 里 前 后 又 也 都 还"),
		english: strings.Fields("market bank report startup inflation energy battery network school river weather railway harbour paper reader column type " +
			"letter history science music football minister treaty growth price data model engine satellite vaccine library editor morning evening city"),
	}
}

// sentence is a run of Chinese words, with an English one now and then.
func (w *writer) sentence(least int) string {
	var b strings.Builder
	for range least + w.IntN(least) {
		if w.IntN(25) == 0 {
			b.WriteString(w.word())
		} else {
			b.WriteString(w.chinese[w.IntN(len(w.chinese))])
		}
	}
	return b.String()
}

func (w *writer) word() string { return w.english[w.IntN(len(w.english))] }

func (w *writer) article(number int) article {
	paper := []string{"晨报", "晚报", "商报", "海港通讯", "Evening Post", "排版笔记"}[number%6]
	section := []string{"金融", "科技", "国际", "文化", "体育", "教育", "环境", "生活", "Travel", "Letters"}[w.IntN(10)]
	a := article{
		title: w.sentence(5), author: paper, link: fmt.Sprintf("https://example.org/%d/%x.html", number, w.Uint32()),
		categories: []string{section, paper, fmt.Sprintf("%s－%d版", paper, w.IntN(6)+1)},
		date:       time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(w.IntN(4*365*24*60)) * time.Minute),
	}
	if number%10 == 9 {
		a.title = strings.Join([]string{"The", w.word(), w.word(), "of the", w.word()}, " ")
	}
	for range 4 + w.IntN(16) {
		var paragraph strings.Builder
		for range 2 + w.IntN(4) {
			paragraph.WriteString(w.sentence(4) + "，" + w.sentence(4) + "。")
		}
		a.paragraphs = append(a.paragraphs, paragraph.String())
	}
	return a
}

func (a *article) body() string {
	return "<div>\n<p>　　" + strings.Join(a.paragraphs, "</p>\n<p>　　") + "</p>\n</div>\n"
}

func (a *article) post() string {
	return fmt.Sprintf("\n---\ntitle: '%s'\ncategories: \n - %s\nauthor: %s\ndate: %s\nlink: %s\n---\n\n%s",
		a.title, strings.Join(a.categories, "\n - "), a.author, a.date.Format(time.DateTime), a.link, a.body())
}

func (a *article) writeEntry(out *bufio.Writer) error {
	entry := struct {
		XMLName     xml.Name `xml:"item"`
		Title       string   `xml:"title"`
		Link        string   `xml:"link"`
		GUID        string   `xml:"guid"`
		Date        string   `xml:"pubDate"`
		Description string   `xml:"description"`
	}{Title: a.title, Link: a.link, GUID: a.link, Date: a.date.Format(time.RFC1123), Description: a.body()}
	return xml.NewEncoder(out).Encode(entry)
}
