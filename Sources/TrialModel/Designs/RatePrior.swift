/// What is believed of a rate before the trial, in the form in which a protocol prints it.
public enum RatePrior: Sendable, Hashable {
    /// A beta distribution by its two parameters: `[0.3, 0.7]`.
    case beta(PrintedNumber, PrintedNumber)
    /// A mean, worth as much as so many subjects: `{mean: 0.3, subjects: 1}`.
    case effective(mean: PrintedNumber, subjects: PrintedNumber)
    /// Two quantiles: `{quantiles: {5%: 0.1, 95%: 0.5}}`.
    case quantiles([Quantile<PrintedNumber>])
}

/// What is believed of a mean or median time before the trial, in the form in which a protocol prints it.
public enum TimePrior: Sendable, Hashable {
    /// An inverse gamma distribution by its shape and scale: `{shape: 3, scale: 80 months}`.
    case inverseGamma(shape: PrintedNumber, scale: Period)
    /// A mean, worth as much as so many events: `{mean: 40 months, events: 3}`.
    case effective(mean: Period, events: PrintedNumber)
    /// Two quantiles: `{quantiles: {10%: 20 months, 90%: 80 months}}`.
    case quantiles([Quantile<Period>])
}

/// The value below which a thing lies with a probability.
public struct Quantile<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The probability.
    public let probability: PrintedNumber
    /// The value.
    public let value: Value
}
