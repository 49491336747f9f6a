import TrialValues

/// Follow-up beside the days of enrolment and of the cut-off.
///
/// Nobody is followed for longer than from the first enrolment to the cut-off; who is alive was followed from the last enrolment on at
/// least. A median below that means that many were lost.
enum FollowUpDatesCheck: RecheckCheck {
    static let id = "follow-up-dates"
    static let question = "Does the follow-up fit between enrolment and cut-off?"
    static let reference = "Schemper M, Smith TL. Control Clin Trials 1996;17:343–346"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        guard let first = day(paper, ["first enrolment", "recruitment start"]),
            let last = day(paper, ["last enrolment", "recruitment end"]),
            let end = day(paper, ["data cut-off", "follow-up end"])
        else { return }
        let month = 30.4375
        let longest = Double(end.date.last - first.date.first) / month
        let shortest = Double(end.date.first - last.date.last) / month
        let dates = [first.index, last.index, end.index]
        for (index, number) in paper.numbers.enumerated() {
            let words = paper.labels.labels[index].words
            guard words.contains("follow-up"), let months = number.months, paper.labels.groups[index] == "all",
                log.begins([index] + dates)
            else { continue }
            if months.lower > longest + 12 {
                log.report(
                    at: index, with: dates, recomputed: Interval(0, longest),
                    reading: "the clock starts long before enrolment",
                    "From the first enrolment to the cut-off are \(NumberShown.text(longest)) months; printed are \(number.shown) \(number.unit)."
                )
            } else if words.contains("median"), months.upper < shortest {
                log.report(
                    nil, .wording, at: index, with: dates, recomputed: Interval(shortest, longest),
                    reading: "many died or were lost before the cut-off",
                    "All were enrolled at least \(NumberShown.text(shortest)) months before the cut-off; a median follow-up of \(number.shown) \(number.unit) means that half were no longer followed then."
                )
            }
        }
    }

    private static func day(_ paper: PaperFacts, _ names: [String]) -> (index: Int, date: PrintedDate)? {
        let labels = names.map { Label($0) }
        return paper.numbers.indices.lazy.compactMap { index in
            guard labels.contains(paper.labels.labels[index]), let date = paper.numbers[index].value.date else {
                return nil
            }
            return (index, date)
        }.first
    }
}
