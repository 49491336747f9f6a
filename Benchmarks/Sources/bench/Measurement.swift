/// The least time of three runs, and the numbers to hold against the peer's.
struct Measurement {
    let seconds: Double
    let answer: [Double?]

    init<Result>(running run: () throws -> Result, answer: (Result) -> [Double?]) throws {
        var least = Double.infinity
        var numbers: [Double?] = []
        for _ in 0..<3 {
            let clock = ContinuousClock()
            let start = clock.now
            let result = try run()
            let elapsed = clock.now - start
            least = min(least, Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds))
            numbers = answer(result)
        }
        seconds = least
        self.answer = numbers
    }
}
