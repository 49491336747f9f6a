import TrialTables

/// The time of reading a CSV file into a table: the best of five, in seconds.
///
/// Its peer is `data.table::fread` on one thread, timed by `Benchmarks/R/csv.R` on the same file.
func csvBenchmark(file: String) throws -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    for _ in 0..<5 {
        var rowCount = 0
        let duration = try clock.measure { rowCount = try Table(csv: .file(file)).rowCount }
        precondition(rowCount > 0)
        best = min(best, duration)
    }
    return Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
}
