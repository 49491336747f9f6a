import TrialRecheck

/// The sections of one paper on the page of a recheck.
struct RecheckSections {
    let recheck: Recheck
    let prefix: String

    var markup: [Markup] {
        [findings(.contradiction, "Contradictions"), findings(.remark, "Remarks"), ledger, relations].compactMap(\.self)
    }

    private var name: String { recheck.paper.title ?? recheck.paper.study }

    private func findings(_ kind: Finding.Kind, _ heading: String) -> Markup? {
        let found = recheck.findings.filter { $0.kind == kind }
        guard !found.isEmpty || kind == .contradiction else { return nil }
        let title = "\(heading): \(name)"
        guard !found.isEmpty else {
            return .section(
                "\(prefix)-\(kind.rawValue)", title,
                [Markup("p", [:], "None: there are numbers that print so and agree with each other.")])
        }
        let table = PageTable(
            caption: "\(heading): printed beside recomputed",
            columns: ["Where", "What", "Printed", "Recomputed", "Why", "Check"],
            rows: found.map { finding in
                let number = recheck.paper.numbers[finding.number]
                return PageTable.Row(
                    heading: number.place,
                    cells: [
                        Self.named(number), finding.printed, RecheckAnswer.recomputed(finding), finding.explanation,
                        finding.check,
                    ])
            }, wordColumns: [0, 1, 4, 5])
        return .section("\(prefix)-\(kind.rawValue)", title, [table.markup])
    }

    private static func named(_ number: PublishedNumber) -> String {
        number.group.isEmpty ? number.quantity : "\(number.quantity), \(number.group)"
    }

    /// Every number as printed, with what was found about it.
    private var ledger: Markup {
        let byNumber = Dictionary(grouping: recheck.findings, by: \.number)
        let rows = recheck.paper.numbers.indices.map { index -> PageTable.Row in
            let number = recheck.paper.numbers[index]
            let previous = index > 0 ? recheck.paper.numbers[index - 1].place : nil
            let found = byNumber[index] ?? []
            return PageTable.Row(
                heading: previous == number.place ? nil : number.place,
                cells: [
                    number.quantity, number.group, number.shown, number.shownInterval ?? "", number.p?.text ?? "",
                    Self.amount(number), found.map(RecheckAnswer.recomputed).first ?? "",
                    found.map { "\($0.kind.rawValue): \($0.check)" }.joined(separator: "; "),
                ])
        }
        let table = PageTable(
            caption: "The \(recheck.paper.numbers.count) numbers as printed",
            columns: ["Where", "What", "Of whom", "Printed", "Limits", "P", "Count", "Recomputed", "Found"], rows: rows,
            wordColumns: [0, 1, 2, 8])
        return .section("\(prefix)-numbers", "All numbers: \(name)", [table.markup])
    }

    private static func amount(_ number: PublishedNumber) -> String {
        switch (number.count, number.denominator, number.size) {
        case (let count?, let whole?, _): "\(count.text)/\(whole.text)"
        case (nil, let whole?, _): "of \(whole.text)"
        case (_, _, let size?): "n = \(size.text)"
        default: ""
        }
    }

    private var relations: Markup? {
        guard !recheck.relations.isEmpty else { return nil }
        let table = PageTable(
            caption: "How the numbers hang together",
            columns: ["Relation", "Numbers", "Why", "Origin"],
            rows: recheck.relations.map { relation in
                let numbers = relation.members.map { role in
                    role.map { recheck.paper.numbers[$0].reference }.joined(separator: "; ")
                }
                return PageTable.Row(
                    heading: relation.kind.rawValue,
                    cells: [
                        numbers.joined(separator: " | "), relation.reason, relation.isWritten ? "written" : "inferred",
                    ])
            }, wordColumns: [0, 1, 2, 3])
        return .section("\(prefix)-relations", "Relations: \(name)", [table.markup])
    }
}
