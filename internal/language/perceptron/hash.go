package perceptron

const (
	mulA = 0x9E3779B97F4A7C15
	mulB = 0xD6E8FEB86659FD93
)

// Key is the hash of a feature: its template and up to two values. Values of
// different templates never meet on purpose; collisions are left to chance.
func Key(template, a, b uint64) uint64 {
	x := template*mulA ^ a
	x ^= x >> 32
	x *= mulB
	x ^= x >> 29
	x = (x ^ b) * mulA
	x ^= x >> 32
	x *= mulB
	return x ^ x>>29
}

// Join makes one value out of two, for features of more than two values.
func Join(a, b uint64) uint64 {
	x := (a ^ b*mulA) * mulB
	return x ^ x>>32
}
