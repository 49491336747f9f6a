/// What decides on the critical values of the looks of a group sequential design.
///
/// ```
/// O'Brien-Fleming    z_k = c / √t_k
/// Pocock             z_k = c
/// Wang-Tsiatis Δ     z_k = c t_k^(Δ − ½)          Δ = 0 O'Brien-Fleming, Δ = ½ Pocock
/// Haybittle-Peto z   z_k = z at interim looks, the last such that the level is met exactly
/// ```
///
/// c is such that the level is met exactly.
///
/// ```swift
/// BoundaryShape(name: "wang-tsiatis:0.25")     // .wangTsiatis(delta: 0.25)
/// ```
///
/// ## References
/// O'Brien & Fleming, *Biometrics* 35 (1979) 549–556. Pocock, *Biometrika* 64 (1977) 191–199. Wang & Tsiatis, *Biometrics* 43 (1987) 193–199. Haybittle, *Br J
/// Radiol* 44 (1971) 793–797; Peto et al, *Br J Cancer* 34 (1976) 585–612.
public enum BoundaryShape: Sendable, Hashable {
    /// By a spending function.
    case spending(SpendingFunction)
    /// O'Brien and Fleming's.
    case obrienFleming
    /// Pocock's, the same at every look.
    case pocock
    /// Wang and Tsiatis's family between the two.
    case wangTsiatis(delta: Double)
    /// Haybittle and Peto's: one large value at interim looks, the last exact.
    case haybittlePeto(z: Double)
    /// Critical values of a user's own, one a look; nil where there is none.
    case fixed([Double?])

    /// The name as command line and study file write it, such as `lan-demets-obf`, `obf`, `wang-tsiatis:0.25`, `fixed:3,2.5,2`.
    public var name: String {
        switch self {
        case .spending(let function): function.name
        case .obrienFleming: "obf"
        case .pocock: "pocock"
        case .wangTsiatis(let delta): "wang-tsiatis:" + Self.text(delta)
        case .haybittlePeto(let z): "haybittle-peto:" + Self.text(z)
        case .fixed(let values): "fixed:" + values.map { $0.map(Self.text) ?? "-" }.joined(separator: ",")
        }
    }

    /// What a name stands for; nil for any other text.
    public init?(name: String) {
        if let function = SpendingFunction(name: name) {
            self = .spending(function)
            return
        }
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count > 1 ? parts[1] : nil) {
        case ("obf", nil): self = .obrienFleming
        case ("pocock", nil): self = .pocock
        case ("wang-tsiatis", let text?):
            guard let delta = Double(text), delta.isFinite else { return nil }
            self = .wangTsiatis(delta: delta)
        case ("haybittle-peto", let text?):
            guard let z = Double(text), z.isFinite else { return nil }
            self = .haybittlePeto(z: z)
        case ("fixed", let text?):
            guard let values = Self.values(text) else { return nil }
            self = .fixed(values)
        default: return nil
        }
    }

    /// z_k / c, where one constant decides on the whole boundary.
    func factor(at fraction: Double) -> Double? {
        switch self {
        case .obrienFleming: 1 / fraction.squareRoot()
        case .pocock: 1
        case .wangTsiatis(let delta): Elementary.power(fraction, delta - 0.5)
        case .spending, .haybittlePeto, .fixed: nil
        }
    }

    /// Refuses parameters that make no boundary.
    func check(argument: String, looks: Int) throws(StatisticsError) {
        switch self {
        case .spending(let function): try function.check(argument: argument)
        case .obrienFleming, .pocock: break
        case .wangTsiatis(let delta): try Self.require(delta, in: -1...1, "\(argument): delta", argument)
        case .haybittlePeto(let z): try Self.require(z, in: 0.5...10, "\(argument): z", argument)
        case .fixed(let values):
            guard values.count == looks else {
                throw StatisticsError(
                    .lengthMismatch, argument: argument,
                    "\(argument) has \(values.count) values; expected \(looks), one for each look")
            }
            for (index, value) in values.enumerated() {
                if let value, !(abs(value) <= 30) {
                    throw .invalid(argument, index, value, expected: "a number in -30...30")
                }
            }
        }
    }

    private static func require(
        _ value: Double, in range: ClosedRange<Double>, _ name: String, _ argument: String
    ) throws(StatisticsError) {
        guard range.contains(value) else {
            throw StatisticsError(
                .invalidValue, argument: argument, "\(name) is \(value); expected a number in \(range)")
        }
    }

    private static func values(_ text: String) -> [Double?]? {
        var values: [Double?] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            if part == "-" {
                values.append(nil)
            } else if let value = Double(part), value.isFinite {
                values.append(value)
            } else {
                return nil
            }
        }
        return values
    }

    /// A number as short as it can be written.
    static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
