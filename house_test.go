package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sources parses the Go files of a room, without its tests.
func sources(t *testing.T, room string) (*token.FileSet, []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(room, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	files, set := []*ast.File{}, token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		t.Fatalf("there are no Go files in %s", room)
	}
	return set, files
}

// TestNoBareGoroutine holds that ui starts no goroutine of its own: a panic in it
// would end the process and with it everybody's session. Bubble Tea runs its
// commands.
func TestNoBareGoroutine(t *testing.T) {
	set, files := sources(t, "ui")
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if statement, ok := node.(*ast.GoStmt); ok {
				t.Errorf("%s: a goroutine in ui; return a tea.Cmd instead", set.Position(statement.Go))
			}
			return true
		})
	}
}

// TestProgramTypes holds that cli names nothing of Bubble Tea but what starts and
// ends a program.
func TestProgramTypes(t *testing.T) {
	allowed := []string{"NewProgram", "Program", "ProgramOption", "Model", "Msg", "ErrInterrupted", "ErrProgramKilled", "ErrProgramPanic"}
	set, files := sources(t, "cli")
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if name, ok := selector.X.(*ast.Ident); !ok || name.Name != "tea" {
				return true
			}
			if !strings.HasPrefix(selector.Sel.Name, "With") && !slices.Contains(allowed, selector.Sel.Name) {
				t.Errorf("%s: tea.%s belongs in ui", set.Position(selector.Pos()), selector.Sel.Name)
			}
			return true
		})
	}
}
