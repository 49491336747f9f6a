/// Medians and rates that lie beyond the median follow-up.
enum FollowUpCheck: RecheckCheck {
    static let id = "follow-up"
    static let question = "Is the median or rate within the time that most were followed?"
    static let reference = "Schemper M, Smith TL. Control Clin Trials 1996;17:343–346"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() {
            guard let time = time(paper, index), let followUp = followUp(paper, near: index),
                let months = paper.numbers[followUp].months, log.begins([index, followUp])
            else { continue }
            guard time.lower > months.upper else { continue }
            log.report(
                nil, .wording, at: index, with: [followUp], recomputed: months,
                reading: "few subjects were still followed then",
                "\(number.quantity) of \(number.shown) lies beyond the median follow-up of \(paper.numbers[followUp].shown) \(paper.numbers[followUp].unit): it rests on few subjects."
            )
        }
    }

    /// The time that a median or a rate is about, in months.
    private static func time(_ paper: PaperFacts, _ index: Int) -> Interval? {
        let number = paper.numbers[index]
        let words = paper.labels.labels[index].words
        if words.contains("median"), !words.isDisjoint(with: ["os", "pfs", "pfs2", "ttnt"]) { return number.months }
        guard number.isPercentage, let first = number.quantity.split(separator: "-").first, let years = Int(first),
            (1...100).contains(years),
            number.quantity.contains("-year")
        else { return nil }
        return Interval(12 * Double(years))
    }

    private static let labels = [Label("median follow-up"), Label("follow-up")]

    /// The median follow-up printed in the same place for the group or for all, else the only one of the study.
    private static func followUp(_ paper: PaperFacts, near index: Int) -> Int? {
        let groups = [paper.labels.groups[index], "all"]
        for name in labels {
            for group in groups {
                if let found = paper.labels.numbers(name, group, inPlaceOf: index).first { return found }
            }
        }
        return nil
    }
}

extension PublishedNumber {
    /// The time in months that is printed.
    var months: Interval? {
        guard let unit = monthsPerUnit, let set = value.set() else { return nil }
        return set * Interval(unit)
    }
}
