/// How many ways a list of two equal arms has to go on so that it never leaves a limit and ends balanced.
///
/// f(n, d) is the chance that a fair coin does so from difference d after n subjects, 2ⁿ⁻ᴺ times the number of paths, which
/// keeps the numbers small:
///
/// ```
/// f(N, 0) = 1,   f(n, d) = ½·f(n + 1, d + 1) + ½·f(n + 1, d − 1),   0 where |d| > b
/// P(first arm | n, d) = ½·f(n + 1, d + 1)/f(n, d)
/// ```
///
/// A list longer than N begins anew.
struct BalancedPaths: Sendable {
    private let limit: Int
    private let length: Int
    /// Layer by layer f(n, −b), …, f(n, b).
    private let chances: [Double]

    private var width: Int { 2 * limit + 1 }

    init(limit: Int, length: Int) {
        // A difference beyond half the length can never be made good.
        let limit = min(limit, length / 2)
        let width = 2 * limit + 1
        var chances = [Double](repeating: 0, count: (length + 1) * width)
        chances[length * width + limit] = 1
        for layer in stride(from: length - 1, through: 0, by: -1) {
            for place in 0..<width {
                let up = place + 1 < width ? chances[(layer + 1) * width + place + 1] : 0
                let down = place > 0 ? chances[(layer + 1) * width + place - 1] : 0
                chances[layer * width + place] = (up + down) / 2
            }
        }
        self.limit = limit
        self.length = length
        self.chances = chances
    }

    /// The chance that the next subject comes to the first arm.
    ///
    /// Where an override has led the list outside all paths, it is led back.
    func chanceOfFirst(after subjects: Int, difference: Int) -> Double {
        let layer = subjects % length
        let here = chance(layer, difference)
        guard here > 0 else { return difference == 0 ? 0.5 : difference > 0 ? 0 : 1 }
        return chance(layer + 1, difference + 1) / 2 / here
    }

    private func chance(_ layer: Int, _ difference: Int) -> Double {
        abs(difference) <= limit ? chances[layer * width + difference + limit] : 0
    }
}
