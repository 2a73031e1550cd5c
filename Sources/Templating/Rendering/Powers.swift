// The one function of the C library that templates need.

#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// `base` to the power of `exponent`.
func raise(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
