import ArgumentParser
import TrialReports

/// A kind of stopping rule whose boundary `equipoise boundaries` can compute: the options that describe it.
protocol BoundaryQuestion: ParsableArguments {
    /// The option that asks for this kind, such as `--beta-binomial`.
    static var leadingOption: String { get }
    /// The options of ``SharedBoundaryOptions`` that this kind takes, such as `--stop-above`; the command refuses the others.
    static var sharedOptions: Set<String> { get }
    /// Whether one of its options was given.
    var isAsked: Bool { get }

    /// The boundary.
    ///
    /// - Parameter shared: the options that kinds have in common, of which only ``sharedOptions`` were given.
    /// - Throws: ``Refusal`` that names the option at fault.
    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer
}

extension BoundaryQuestion {
    static var sharedOptions: Set<String> { [] }
}
