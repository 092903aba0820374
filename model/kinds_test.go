package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSwitchesHaveAllKinds holds that every switch over the kinds of block or
// inline in the program, with most of them, has all of them or a default: whoever
// adds a kind is told where it is missing.
func TestSwitchesHaveAllKinds(t *testing.T) {
	kinds := [][]string{kindsOf(t, "block"), kindsOf(t, "inline")}
	if len(kinds[0]) != 10 || len(kinds[1]) != 9 {
		t.Fatalf("the kinds are %v", kinds)
	}
	seen := 0
	err := filepath.WalkDir("..", func(path string, item fs.DirEntry, err error) error {
		if err != nil || !isSource(item) {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for found := range switchesIn(file) {
			meant, missing := lackOf(found, kinds)
			seen += meant
			if len(missing) > 0 {
				t.Errorf("%s: the switch lacks %s", files.Position(found.Pos()), strings.Join(missing, ", "))
			}
		}
		return nil
	})
	if err != nil || seen < 10 {
		t.Errorf("%d switches were looked at: %v", seen, err)
	}
}

// isSource says that a file is one of the program's own code.
func isSource(item fs.DirEntry) bool {
	return !item.IsDir() && strings.HasSuffix(item.Name(), ".go") && !strings.HasSuffix(item.Name(), "_test.go")
}

// switchesIn gives the switches over types in a file.
func switchesIn(file *ast.File) iter.Seq[*ast.TypeSwitchStmt] {
	return func(yield func(*ast.TypeSwitchStmt) bool) {
		for node := range ast.Preorder(file) {
			if found, is := node.(*ast.TypeSwitchStmt); is && !yield(found) {
				return
			}
		}
	}
}

// lackOf says for how many lists of kinds a switch is meant, and what it lacks.
func lackOf(found *ast.TypeSwitchStmt, kinds [][]string) (meant int, missing []string) {
	for _, all := range kinds {
		lacks, isMeant := missingKinds(found, all)
		if isMeant {
			meant++
		}
		missing = append(missing, lacks...)
	}
	return meant, missing
}

// missingKinds gives the kinds that a switch lacks. It is meant to have all if it
// has more than half of them; a default stands for the others.
func missingKinds(found *ast.TypeSwitchStmt, all []string) (missing []string, meant bool) {
	cases, hasDefault := casesOf(found)
	missing = slices.DeleteFunc(slices.Clone(all), func(kind string) bool { return slices.Contains(cases, kind) })
	if meant = 2*len(missing) < len(all); !meant || hasDefault {
		missing = nil
	}
	return missing, meant
}

// kindsOf gives the types of this package that have a method of that name.
func kindsOf(t *testing.T, method string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "document.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, declaration := range file.Decls {
		if function, is := declaration.(*ast.FuncDecl); is && function.Recv != nil && function.Name.Name == method {
			kinds = append(kinds, function.Recv.List[0].Type.(*ast.Ident).Name)
		}
	}
	return kinds
}

// casesOf gives the names of the types of a switch's cases, without their package.
func casesOf(found *ast.TypeSwitchStmt) (names []string, hasDefault bool) {
	for _, statement := range found.Body.List {
		clause := statement.(*ast.CaseClause)
		hasDefault = hasDefault || clause.List == nil
		for _, expression := range clause.List {
			switch e := expression.(type) {
			case *ast.SelectorExpr:
				names = append(names, e.Sel.Name)
			case *ast.Ident:
				names = append(names, e.Name)
			}
		}
	}
	return names, hasDefault
}
