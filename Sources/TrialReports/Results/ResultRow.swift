import TrialFigures

/// One number of the results, with all that says which number it is and the text it is printed as.
///
/// Pages and figures print ``text`` and nothing else, so that they cannot disagree with `results.json`.
public struct ResultRow: Sendable, Hashable {
    /// What a number is about; two numbers of one analysis differ in at least one part of it.
    public struct Place: Sendable, Hashable {
        /// The analysis, and the set of rows it used.
        public let analysis: AnalysisPart
        /// The level of the group column; absent where the number is about all of them.
        public let group: String?
        /// The term of the Cox model.
        public let term: String?
        /// The time at which a curve is read.
        public let time: Double?

        /// What a number of an analysis is about.
        public init(_ analysis: AnalysisPart, group: String? = nil, term: String? = nil, time: Double? = nil) {
            self.analysis = analysis
            self.group = group
            self.term = term
            self.time = time
        }
    }

    /// What the number is about.
    public let place: Place
    /// The level it compares with, where it is a comparison.
    public let reference: String?
    /// What the number is.
    public let statistic: Statistic
    /// The number; absent where it cannot be estimated.
    public let value: Double?
    /// The unit of the number, where it has one that is known.
    public let unit: String?
    /// The number as it is printed, "NE" where it cannot be estimated.
    public let text: String
    /// What a reader has to know about the number.
    public let notes: [String]

    /// - Parameters:
    ///   - notes: why the number is absent, where it is.
    ///   - remarks: what is to be known of it in any case.
    init(
        _ statistic: Statistic, _ place: Place, _ value: Double?, text: String, unit: String? = nil,
        reference: String? = nil, notes: [String] = [], remarks: [String] = []
    ) {
        let finite = value.flatMap { $0.isFinite ? $0 : nil }
        self.place = place
        self.statistic = statistic
        self.value = finite
        self.text = finite == nil ? NumberText.notEstimable : text
        self.unit = unit
        self.reference = reference
        self.notes = (finite == nil ? notes : []) + remarks
    }

    /// A number that counts.
    init(_ statistic: Statistic, _ place: Place, count: Int, reference: String? = nil) {
        self.init(statistic, place, Double(count), text: String(count), reference: reference)
    }
}
