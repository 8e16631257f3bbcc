/// `base` to the power `exponent`, without Foundation: by binary exponentiation of the whole part and, for the rest,
/// by repeated square roots, which reaches the precision of a Double.
func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent < 0 { return 1 / power(base, -exponent) }
    guard base > 0, exponent.isFinite else { return base == 0 ? 0 : .nan }
    var result = 1.0
    var whole = exponent.rounded(.down)
    var square = base
    while whole >= 1 {
        if whole.truncatingRemainder(dividingBy: 2) == 1 { result *= square }
        whole = (whole / 2).rounded(.down)
        square *= square
    }
    var rest = exponent - exponent.rounded(.down)
    var root = base
    for _ in 0..<60 where rest > 0 {
        root = root.squareRoot()
        rest *= 2
        if rest >= 1 {
            result *= root
            rest -= 1
        }
    }
    return result
}
