import TrialStatistics

/// One term of a Cox model: what a column, or the product of two, adds to the linear predictor.
///
/// A term makes one or more covariates, which have names of their own: `age`; `arm[B]` and `arm[C]`; `age[spline 1]`;
/// `arm[B]:age`.
///
/// ```swift
/// let arm = ModelTerm.factor("arm", levels: ["A", "B"])
/// ModelTerm.interaction(arm, .number("age")).covariates.map(\.name)  // ["arm[B]:age"]
/// ```
public indirect enum ModelTerm: Sendable, Hashable {
    /// A number as it is.
    case number(String)
    /// A column of levels, each but the first compared with the first.
    case factor(String, levels: [String])
    /// A number as a natural cubic spline.
    case spline(String, NaturalSpline)
    /// The products of the covariates of two terms.
    case interaction(ModelTerm, ModelTerm)

    /// What one covariate of a term is.
    public enum Part: Sendable, Hashable {
        /// One unit more of a number.
        case unit
        /// A level against the reference.
        case level(String, reference: String)
        /// One column of a spline, counted from 1, which means nothing by itself.
        case spline(Int)
        /// A product: how much one effect changes with another.
        case product
    }

    /// A covariate that a term makes.
    public struct Covariate: Sendable, Hashable {
        /// Its name, such as `arm[B]`.
        public let name: String
        /// What it is.
        public let part: Part
    }

    /// The name of the term: that of its column, or of its columns with a colon between them.
    public var name: String {
        switch self {
        case .number(let column), .factor(let column, _), .spline(let column, _): column
        case .interaction(let first, let second): "\(first.name):\(second.name)"
        }
    }

    /// The columns of the data that the term needs.
    public var columns: [String] {
        switch self {
        case .number(let column), .factor(let column, _), .spline(let column, _): [column]
        case .interaction(let first, let second): first.columns + second.columns
        }
    }

    /// The covariates that the term makes, in order.
    public var covariates: [Covariate] {
        switch self {
        case .number(let column): [Covariate(name: column, part: .unit)]
        case .factor(let column, let levels):
            levels.dropFirst().map {
                Covariate(name: "\(column)[\($0)]", part: .level($0, reference: levels[0]))
            }
        case .spline(let column, let spline):
            (1...spline.degreesOfFreedom).map { Covariate(name: "\(column)[spline \($0)]", part: .spline($0)) }
        case .interaction(let first, let second):
            first.covariates.flatMap { one in
                second.covariates.map { Covariate(name: "\(one.name):\($0.name)", part: .product) }
            }
        }
    }

    /// The value at which all its covariates are 0: the reference, 0, or the left end of a spline.
    public var origin: String {
        switch self {
        case .factor(_, let levels): levels[0]
        case .spline(_, let spline): DistinctValues.text(of: spline.boundary.lowerBound)
        case .number: "0"
        case .interaction(let first, _): first.origin
        }
    }

    /// The covariates of one profile; nil where it lacks a column or has a level that the term does not.
    public func values(of profile: CovariateProfile) -> [Double]? {
        switch self {
        case .number(let column): profile.number(column).map { [$0] }
        case .spline(let column, let spline): profile.number(column).map(spline.basis)
        case .factor(let column, let levels):
            profile[column].flatMap { text in
                levels.firstIndex(of: text)
                    ?? Double(text).flatMap { levels.firstIndex(of: DistinctValues.text(of: $0)) }
            }.map { code in (1..<levels.count).map { $0 == code ? 1 : 0 } }
        case .interaction(let first, let second):
            first.values(of: profile).flatMap { one in
                second.values(of: profile).map { other in one.flatMap { value in other.map { value * $0 } } }
            }
        }
    }
}

/// The values of some columns, as texts: whose curve is to be predicted.
public struct CovariateProfile: Sendable, Hashable {
    /// The columns with their values, in the order given.
    public private(set) var values: [Value] = []

    /// The value of one column.
    public struct Value: Sendable, Hashable {
        /// The column.
        public let column: String
        /// Its value as a text.
        public let text: String
    }

    /// A profile of columns and values.
    public init(_ values: [(column: String, text: String)] = []) {
        for (column, text) in values { set(column, text) }
    }

    /// The profile of a text such as `arm=A, age=60`; nil where it is no list of such pairs or names a column twice.
    public init?(text: String) {
        guard let parts = QuotedWords.parts(text, separator: ",") else { return nil }
        let pairs = parts.map { QuotedWords.assignment($0) }
        guard pairs.allSatisfy({ $0 != nil }), !pairs.isEmpty else { return nil }
        self.init(pairs.compactMap { pair in pair.map { ($0.name, $0.value) } })
        if values.count != pairs.count { return nil }
    }

    /// The value of a column.
    public subscript(column: String) -> String? { values.first { $0.column == column }?.text }

    /// The value of a column as a finite number.
    public func number(_ column: String) -> Double? {
        self[column].flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The profile with one more value, or another one.
    func setting(_ column: String, _ text: String) -> CovariateProfile {
        var profile = self
        profile.set(column, text)
        return profile
    }

    private mutating func set(_ column: String, _ text: String) {
        if let place = values.firstIndex(where: { $0.column == column }) {
            values[place] = Value(column: column, text: text)
        } else {
            values.append(Value(column: column, text: text))
        }
    }

    /// "arm=A, age=60".
    public var label: String { values.map { "\($0.column)=\($0.text)" }.joined(separator: ", ") }
}
