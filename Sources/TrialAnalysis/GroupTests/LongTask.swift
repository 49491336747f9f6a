/// Work that may take long, of which one who waits is told which part is done.
public enum LongTask: String, Sendable {
    /// Permuting labels.
    case permutations = "Permuting labels"
    /// Fitting resamples.
    case bootstrap = "Fitting resamples"

    /// What tells the part that is done of this task, where somebody wants to know.
    func report(to work: LongWork?) -> (@Sendable (Double) -> Void)? {
        guard let work else { return nil }
        return { part in work(self, part) }
    }
}

/// Told which part of a long task is done, from 0 to 1.
public typealias LongWork = @Sendable (LongTask, Double) -> Void
