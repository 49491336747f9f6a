import ArgumentParser
import TrialReports

/// A kind of stopping rule whose boundary `equipoise boundaries` can compute: the options that describe it.
protocol BoundaryQuestion: ParsableArguments {
    /// The option that asks for this kind, such as `--beta-binomial`.
    static var leadingOption: String { get }
    /// Whether one of its options was given.
    var isAsked: Bool { get }

    /// The boundary.
    ///
    /// - Throws: ``Refusal`` that names the option at fault.
    func answer(on console: Console) throws -> DesignAnswer
}
