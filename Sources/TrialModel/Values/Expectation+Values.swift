import TrialValues

extension Expectation where Value == String {
    /// Any text.
    package static let words = Expectation("a text", shape: .text(pattern: nil)) { text throws(StudyFault) in
        let trimmed = String(text.trimmingSpaces)
        guard !trimmed.isEmpty else { throw .missing }
        return trimmed
    }

    /// A short name that commands and reports refer to.
    package static let identifier = Expectation(
        "a name of letters, digits and - . _", shape: .text(pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$")
    ) { text throws(StudyFault) in
        guard text.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._-]*/#) != nil else { throw .type }
        return text
    }
}

extension Expectation where Value == PrintedNumber {
    /// A number.
    static let number = Expectation("a number", shape: .number(from: nil, to: nil)) { text throws(StudyFault) in
        try printed(text) { _ in true }
    }

    /// A number above 0.
    static let positive = Expectation("a number above 0", shape: .number(from: 0, to: nil)) {
        text throws(StudyFault) in try printed(text) { $0 > 0 }
    }

    /// A number of at least 0.
    static let nonNegative = Expectation("a number of at least 0", shape: .number(from: 0, to: nil)) {
        text throws(StudyFault) in try printed(text) { $0 >= 0 }
    }

    /// A probability that is neither 0 nor 1, as a number or a percentage.
    static let probability = Expectation(
        "a probability above 0 and below 1, such as 0.95 or 95%", shape: probabilityShape
    ) { text throws(StudyFault) in try printed(text, percentage: true) { $0 > 0 && $0 < 1 } }

    /// A part of the whole, with 0 and 1.
    static let share = Expectation("a number from 0 to 1, such as 0.5 or 50%", shape: probabilityShape) {
        text throws(StudyFault) in try printed(text, percentage: true) { $0 >= 0 && $0 <= 1 }
    }

    /// A level of significance or an error rate.
    static let level = Expectation("a level above 0 and below 0.5, such as 0.025 or 2.5%", shape: probabilityShape) {
        text throws(StudyFault) in try printed(text, percentage: true) { $0 > 0 && $0 < 0.5 }
    }

    private static let probabilityShape = StudyShape.any([
        .number(from: 0, to: 1), .text(pattern: #"^[0-9.]+ ?%$"#),
    ])

    private static func printed(
        _ text: String, percentage: Bool = false, within isValid: (Double) -> Bool
    ) throws(StudyFault) -> PrintedNumber {
        guard let number = PrintedNumber(text), percentage || !number.isPercentage else { throw .type }
        guard isValid(number.value) else { throw .range }
        return number
    }
}

extension Expectation where Value == Int {
    /// A whole number, from a least one on.
    static func count(from least: Int = 1, to most: Int = 1_000_000) -> Expectation {
        Expectation(
            "a whole number from \(least)" + (most < 1_000_000 ? " to \(most)" : ""), shape: .wholeNumber(from: least)
        ) { text throws(StudyFault) in
            guard text.wholeMatch(of: #/[+-]?[0-9]+/#) != nil else { throw .type }
            guard let number = Int(text), number >= least, number <= most else { throw .range }
            return number
        }
    }
}

extension Expectation where Value == Bool {
    /// `yes` or `no`.
    static let yesOrNo = Expectation("yes or no", shape: .choice(["yes", "no"])) { text throws(StudyFault) in
        switch text.lowercased() {
        case "yes": true
        case "no": false
        default: throw .type
        }
    }
}

extension Expectation where Value == Period {
    /// A length of time above 0.
    static let period = Expectation(
        "a length of time with its unit, such as 40 months or 6 weeks", shape: periodShape
    ) { text throws(StudyFault) in
        let period = try read(text)
        guard period.number.value > 0 else { throw .range }
        return period
    }

    /// A length of time of at least 0.
    static let periodFromZero = Expectation(
        "a length of time with its unit, such as 0 months or 6 weeks", shape: periodShape
    ) { text throws(StudyFault) in
        let period = try read(text)
        guard period.number.value >= 0 else { throw .range }
        return period
    }

    private static let periodShape = StudyShape.text(
        pattern: "^[0-9.]+ +(days?|weeks?|months?|years?)$")

    private static func read(_ text: String) throws(StudyFault) -> Period {
        guard let period = Period(text) else {
            throw text.first?.isNumber == true || text.first == "-" ? .unit : .type
        }
        return period
    }
}

extension Expectation where Value == Rate {
    /// A number of subjects in a unit of time.
    static let rate = Expectation(
        "a number per unit of time, such as 2 per month", shape: .text(pattern: "^[0-9.]+ per (day|week|month|year)$")
    ) { text throws(StudyFault) in
        guard let rate = Rate(text), !rate.number.isPercentage else {
            throw text.first?.isNumber == true ? .unit : .type
        }
        guard rate.number.value > 0 else { throw .range }
        return rate
    }

    /// A part of the subjects in a unit of time.
    static let shareRate = Expectation(
        "a part per unit of time, such as 5% per year",
        shape: .text(pattern: "^[0-9.]+ ?%? per (day|week|month|year)$")
    ) { text throws(StudyFault) in
        guard let rate = Rate(text.replacing(" %", with: "%")) else {
            throw text.first?.isNumber == true ? .unit : .type
        }
        guard rate.number.value < 1 else { throw .range }
        return rate
    }
}

extension Expectation where Value == PrintedRatio {
    /// A ratio of two arms.
    static let ratio = Expectation(
        "a ratio of whole numbers from 1, such as 3:2", shape: .text(pattern: "^[1-9][0-9]* *: *[1-9][0-9]*$")
    ) { text throws(StudyFault) in
        guard let ratio = PrintedRatio(text), ratio.parts.count == 2 else {
            throw text.contains(":") ? .range : .type
        }
        return ratio
    }
}

extension Expectation where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words of an enumeration.
    package static var choice: Expectation {
        let names = Value.allCases.map(\.rawValue)
        return Expectation("one of " + names.joined(separator: ", "), shape: .choice(names)) {
            text throws(StudyFault) in
            guard let value = Value(rawValue: text) else {
                throw .other(rule: "study.choice", Self.refusal(text, names))
            }
            return value
        }
    }

    private static func refusal(_ text: String, _ names: [String]) -> String {
        let nearest = NearestName(to: text, among: names).map { "; did you mean \($0.name)?" } ?? ""
        return "`\(text)` is none of \(names.joined(separator: ", "))\(nearest)"
    }
}

extension Expectation {
    /// A list of things, at least so many; every thing wrong in it is told.
    ///
    /// - Parameter keepsReadable: whether the things that can be read are kept where others are wrong, so that a second
    ///   reading looks at them.
    package static func list<Item>(
        of item: Expectation<Item>, atLeast least: Int = 1, exactly count: Int? = nil, keepsReadable: Bool = false
    ) -> Expectation<[Item]> where Value == [Item] {
        let amount = count.map { "\($0) items" } ?? (least > 1 ? "at least \(least) items" : "items")
        return Expectation<[Item]>("a list of \(amount), each \(item.words)", shape: .list(item.shape)) {
            node, name, problems in
            guard let items = node.items, items.count >= least, count.map({ $0 == items.count }) ?? true else {
                let shown = node.items.map { "a list of \($0.count)" } ?? node.shown
                problems.append(
                    Diagnostic(
                        .error, "study.list",
                        "`\(name)` is \(shown); expected a list in brackets of \(amount), each \(item.words)",
                        at: node.place))
                return nil
            }
            let values = items.enumerated().map { item.read($1, "\(name)[\($0 + 1)]", &problems) }
            return !keepsReadable && values.contains { $0 == nil } ? nil : values.compactMap(\.self)
        }
    }

    /// Keys with values that a function reads.
    static func group(
        _ words: String, of owner: String, _ read: @escaping @Sendable (inout MappingReader) -> Value?
    ) -> Expectation {
        Expectation(words, shape: .group(MappingReader.keys { _ = read(&$0) })) { node, _, problems in
            var keys = MappingReader(node, of: owner)
            let value = read(&keys)
            keys.finish()
            problems += keys.problems
            return value
        }
    }
}

extension Expectation where Value == Day {
    /// A day of the calendar.
    static let day = Expectation(
        "a day such as 2026-03-01", shape: .text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    ) { text throws(StudyFault) in
        guard let day = Day(text) else { throw text.wholeMatch(of: #/[0-9]{4}-[0-9]+-[0-9]+/#) == nil ? .type : .range }
        return day
    }
}

extension Expectation where Value == PartialDay {
    /// A day, a month or a year.
    static let partialDay = Expectation(
        "a day, a month or a year, such as 2026-03-01, 2026-03 or 2026",
        shape: .text(pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
    ) { text throws(StudyFault) in
        guard let day = PartialDay(text) else { throw text.first?.isNumber == true ? .range : .type }
        return day
    }
}
