/// A statistic with the digits and p-value of another row, whose counts do not give it.
enum DuplicateStatisticCheck: RecheckCheck {
    static let id = "duplicate-statistic"
    static let question = "Is a statistic printed twice that belongs to one row only?"
    static let reference = "Parker L, Boughton S, Lawrence R, Bero L. J Clin Epidemiol 2022;151:1–17"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        let duplicates = DuplicateStatistics(paper)
        for relation in paper.relations(.countsTest) {
            let index = relation.one(0)
            guard paper.numbers[index].isChiSquare, log.begins([index], relation: relation) else { continue }
            guard !duplicates.isGivenByCounts(index), let twin = duplicates.twins(of: index).first else { continue }
            let p = paper.numbers[index].p.map { ", \($0.asEquation)" } ?? ""
            log.report(
                at: index, with: [twin],
                "\(paper.numbers[index].shown)\(p) stands beside \(paper.numbers[index].quantity) and beside \(paper.named(twin)), whose counts give it."
            )
        }
    }
}
