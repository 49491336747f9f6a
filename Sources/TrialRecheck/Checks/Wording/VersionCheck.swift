import TrialValues

/// Rules of grading or response that were not published when the patients were treated.
enum VersionCheck: RecheckCheck {
    static let id = "version"
    static let question = "Were the rules of grading or response published when patients were treated?"
    static let reference = "National Cancer Institute. CTCAE v3.0 2003, v4.0 2009, v4.03 2010, v5.0 2017"
    static let worst = Finding.Kind.remark

    /// When versions were published.
    private static let published: [(name: String, year: Int, month: Int, day: Int)] = [
        ("CTCAE 3.0", 2003, 12, 12), ("CTCAE 4.0", 2009, 5, 28), ("CTCAE 4.03", 2010, 6, 14),
        ("CTCAE 5.0", 2017, 11, 27), ("RECIST 1.0", 2000, 2, 2), ("RECIST 1.1", 2009, 1, 1),
        ("IMWG 2006", 2006, 7, 20), ("IMWG 2014", 2014, 10, 26), ("IMWG 2016", 2016, 8, 1),
    ]

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.version) {
            let (version, treated) = (relation.one(0), relation.one(1))
            let name = paper.numbers[version].value.text
            guard let known = published.first(where: { $0.name == name }),
                let day = Day(year: known.year, month: known.month, day: known.day),
                let date = paper.numbers[treated].value.date, log.begins(relation.numbers, relation: relation)
            else { continue }
            guard date.last < day else { continue }
            log.report(
                nil, .wording, at: version, with: [treated], reading: "events were graded again later",
                "\(name) was published on \(day), after \(paper.numbers[treated].quantity), \(paper.numbers[treated].shown)."
            )
        }
    }
}
