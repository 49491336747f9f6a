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
        return .section(
            "\(prefix)-\(kind.rawValue)", title, [table(of: found, caption: "\(heading): printed beside recomputed")])
    }

    /// Two rows a finding: printed beside recomputed, and below why.
    private func table(of found: [Finding], caption: String) -> Markup {
        let columns = [
            ("Where", "word"), ("What", "word"), ("Printed", "number"), ("Recomputed", "number"), ("Check", "word"),
        ]
        let head = Markup(
            "tr", [:], columns.map { Markup("th", ["scope": "col", "class": $0.1], .text($0.0)) })
        return .scrolling(
            label: caption,
            Markup(
                "table", [:], Markup("caption", [:], .text(caption)), Markup("thead", [:], head),
                Markup("tbody", [:], found.flatMap(rows))))
    }

    private func rows(_ finding: Finding) -> [Markup] {
        let number = recheck.paper.numbers[finding.number]
        let cells = [
            (Self.named(number), "word"), (finding.printed, "number"), (RecheckAnswer.recomputed(finding), "number"),
            ("\(finding.check): \(finding.severity.rawValue)", "word"),
        ]
        let first = Markup(
            "tr", [:],
            [Markup("th", ["scope": "row", "class": "group"], .text(number.place))]
                + cells.map { Markup("td", ["class": $0.1], .text($0.0)) })
        let why = Markup(
            "td", ["class": "word", "colspan": "5"], Markup("span", ["class": "why"], .text(finding.explanation)))
        return [first, Markup("tr", [:], why)]
    }

    private static func named(_ number: PublishedNumber) -> String {
        number.group.isEmpty ? number.quantity : "\(number.quantity), \(number.group)"
    }

    /// Every number as printed; below it what was found about it.
    private var ledger: Markup {
        let numbers = recheck.paper.numbers
        let byNumber = Dictionary(grouping: recheck.findings, by: \.number)
        let starts = numbers.indices.filter { $0 == 0 || numbers[$0].place != numbers[$0 - 1].place }
        let body = zip(starts, starts.dropFirst() + [numbers.count]).flatMap { start, end -> [Markup] in
            let span = (start..<end).reduce(0) { $0 + (byNumber[$1] == nil ? 1 : 2) }
            let place = Markup(
                "th", ["scope": "row", "class": "group", "rowspan": String(span)], .text(numbers[start].place))
            return (start..<end).flatMap { index in
                ledgerRows(numbers[index], byNumber[index] ?? [], heading: index == start ? [place] : [])
            }
        }
        let columns = [
            ("Where", "word"), ("What", "word"), ("Printed", "number"), ("P", "number"), ("Count", "number"),
        ]
        let head = Markup("tr", [:], columns.map { Markup("th", ["scope": "col", "class": $0.1], .text($0.0)) })
        let caption = "The \(numbers.count) numbers as printed"
        let table = Markup.scrolling(
            label: caption,
            Markup(
                "table", [:], Markup("caption", [:], .text(caption)), Markup("thead", [:], head),
                Markup("tbody", [:], body)))
        return .section("\(prefix)-numbers", "All numbers: \(name)", [table])
    }

    private func ledgerRows(_ number: PublishedNumber, _ found: [Finding], heading: [Markup]) -> [Markup] {
        let printed = number.shown + (number.shownInterval.map { " (\($0))" } ?? "")
        let cells = [
            (Self.named(number), "word"), (printed, printed.count > 22 ? "word" : "number"),
            (number.p?.text ?? "", "number"), (Self.amount(number), "number"),
        ]
        let first = Markup("tr", [:], heading + cells.map { Markup("td", ["class": $0.1], .text($0.0)) })
        guard !found.isEmpty else { return [first] }
        let text = found.map(Self.verdict).joined(separator: "; ")
        return [first, Markup("tr", [:], Markup("td", ["class": "word", "colspan": "4"], .text(text)))]
    }

    /// "contradiction: chi-square, 1.067".
    private static func verdict(_ finding: Finding) -> String {
        let value = finding.recomputed.map { ", \($0.shown)" } ?? ""
        return "\(finding.kind.rawValue): \(finding.check)\(value)"
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
                        numbers.joined(separator: " | "), relation.reason,
                        relation.isWritten
                            ? "written" : relation.doubt.map { "inferred; unless \($0)" } ?? "inferred",
                    ])
            }, wordColumns: [0, 1, 2, 3])
        return .section("\(prefix)-relations", "Relations: \(name)", [table.markup])
    }
}
