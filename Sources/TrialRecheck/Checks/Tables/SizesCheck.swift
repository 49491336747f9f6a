/// No part of a group is a part of more subjects than the group has.
enum SizesCheck: RecheckCheck {
    static let id = "sizes"
    static let question = "Is each denominator no larger than the group?"
    static let reference = "Moher D et al. CONSORT 2010 explanation and elaboration. BMJ 2010;340:c869, item 16"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        let names: [Set<String>] = [["group", "size"], ["enrolled"], ["randomised"], ["patients"]]
        for (size, number) in paper.numbers.enumerated() where names.contains(paper.labels.labels[size].words) {
            guard let whole = number.value.decimal?.whole, number.isCount else { continue }
            for (index, other) in paper.numbers.enumerated()
            where paper.labels.groups[index] == paper.labels.groups[size] && index != size {
                guard let denominator = other.denominator?.decimal?.whole, log.begins([index, size]) else { continue }
                guard denominator > whole else { continue }
                log.report(
                    at: index, with: [size], printed: "of \(denominator)", recomputed: Interval(0, Double(whole)),
                    "A part of \(denominator) is printed, but the group has \(whole) (\(paper.named(size))).")
            }
        }
    }
}
