/// A number of [0, 1] with its complement, so that neither is lost by subtracting from 1.
struct Proportion: Sendable, Hashable {
    /// x.
    let value: Double
    /// 1 − x.
    let complement: Double

    init(_ value: Double) {
        self.value = value
        self.complement = 1 - value
    }

    private init(value: Double, complement: Double) {
        self.value = value
        self.complement = complement
    }

    /// x of the odds x/(1 − x), which may be 0 or ∞.
    init(odds: Double) {
        if odds <= 1 {
            self.init(value: odds / (1 + odds), complement: 1 / (1 + odds))
        } else {
            self.init(value: 1 / (1 + 1 / odds), complement: (1 / odds) / (1 + 1 / odds))
        }
    }

    /// 1 − x, with x as its complement.
    var flipped: Proportion { Proportion(value: complement, complement: value) }
}
