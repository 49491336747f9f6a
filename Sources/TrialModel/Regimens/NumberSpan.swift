/// Numbers in a row, as a protocol prints them: `1-16`, `17-` for 17 and all later ones, `5`.
public struct NumberSpan: Sendable, Hashable, CustomStringConvertible {
    /// The first number.
    public let first: Int
    /// The last number; none where the span is open.
    public let last: Int?

    /// The span that a text prints; `nil` for anything else.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/\s*(\d{1,6})\s*(?:(-|–|to|\+)\s*(\d{1,6})?)?\s*/#),
            let first = Int(match.1), first >= 1
        else { return nil }
        let isRange = match.2 != nil
        let last = match.3.flatMap { Int($0) }
        guard match.2 != "to" || last != nil, match.2 != "+" || last == nil, last ?? first >= first else { return nil }
        self.first = first
        self.last = isRange ? last : first
    }

    /// All numbers from one on.
    init(from first: Int) {
        self.first = first
        last = nil
    }

    /// Whether a number is in the span.
    public func contains(_ number: Int) -> Bool { number >= first && number <= last ?? .max }

    /// The span as it is printed.
    public var description: String {
        guard let last else { return "\(first)-" }
        return first == last ? "\(first)" : "\(first)-\(last)"
    }
}

/// What is wrong with spans that should follow each other from 1 on.
enum SpanFault: Sendable, Hashable {
    /// Numbers that are in none.
    case gap(Int, Int)
    /// A number that is in two.
    case overlap(Int)
    /// The spans end before the last number.
    case short(Int)

    /// The first fault; `nil` where every number from 1 to the last is in one span.
    init?(_ spans: [NumberSpan], through last: Int?) {
        var next = 1
        for span in spans.sorted(by: { $0.first < $1.first }) {
            guard span.first <= next else {
                self = .gap(next, span.first - 1)
                return
            }
            guard span.first == next else {
                self = .overlap(span.first)
                return
            }
            guard let end = span.last else {
                next = .max
                continue
            }
            next = end + 1
        }
        guard let last, next <= last else { return nil }
        self = .short(next)
    }
}

extension Expectation where Value == NumberSpan {
    /// Numbers in a row.
    static let numberSpan = Expectation(
        "numbers such as 1-16, 17- or 5",
        shape: .any([.text(pattern: "^[0-9]+ *(-|to|\\+)? *[0-9]*$"), .wholeNumber(from: 1)])
    ) { text throws(StudyFault) in
        guard let span = NumberSpan(text) else { throw .type }
        return span
    }
}
