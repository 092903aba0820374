package checksum

import "testing"

// The sum is CRC-32C, as files on disks have it, however the data comes.
func TestChecksum(t *testing.T) {
	t.Parallel()
	data := []byte("123456789")
	const want = 0xE3069283 // the check value of CRC-32C
	sum := New()
	sum.Write(data[:4])
	sum.Write(data[4:])
	for what, got := range map[string]uint32{"at once": Of(data), "in parts": Add(Of(data[:4]), data[4:]), "written": sum.Sum32()} {
		if got != want {
			t.Errorf("%s: %x, want %x", what, got, want)
		}
	}
}
