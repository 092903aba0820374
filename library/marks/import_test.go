package marks

import (
	"testing"

	"broadsheet/library/marks/store"
)

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"id":"0123456789ab","read":"2021-06-11T12:00:00Z","place":{"block":-1,"offset":99999999999}}`))
	f.Add([]byte(`{"setting":"measure","value":"1e9","changed":"9999-12-31T23:59:59Z"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var entries []store.Entry
		settings := map[string]store.Setting{}
		if err := importLine(data, &entries, settings); err != nil {
			return
		}
		for _, e := range entries {
			if e.ReadAt < 0 || e.StarredAt < 0 || e.Opened < 0 || e.Block < 0 || e.Offset < 0 {
				t.Errorf("%s gives %+v", data, e)
			}
		}
	})
}
