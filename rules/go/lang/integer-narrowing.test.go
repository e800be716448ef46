package numbers

import (
	"math"
	"strconv"
)

func narrow(text string) {
	n, _ := strconv.Atoi(text)
	// ruleid: go.lang.integer-narrowing
	use(int32(n))
	// ruleid: go.lang.integer-narrowing
	use8(uint8(n))
	long, _ := strconv.ParseInt(text, 10, 64)
	// ruleid: go.lang.integer-narrowing
	use(int32(long))
	// ok: go.lang.integer-narrowing
	use64(int64(long))
	fits, _ := strconv.ParseInt(text, 10, 32)
	// ok: go.lang.integer-narrowing
	use(int32(fits))
	// ruleid: go.lang.integer-narrowing
	use16(int16(fits))
	if n <= math.MaxInt32 && n >= math.MinInt32 {
		// ok: go.lang.integer-narrowing
		use(int32(n))
	}
}

func checked(text string) int32 {
	n, err := strconv.Atoi(text)
	if err != nil || n > math.MaxInt32 || n < math.MinInt32 {
		return 0
	}
	// ok: go.lang.integer-narrowing
	return int32(n)
}

func taken(text string) []byte {
	n, _ := strconv.Atoi(text)
	// ok: go.lang.integer-narrowing
	return []byte{byte(n >> 8), byte(n & 255)}
}

func sized(text string) uint32 {
	n, _ := strconv.Atoi(text)
	data := make([]byte, n)
	// ok: go.lang.integer-narrowing
	return uint32(len(data))
}
