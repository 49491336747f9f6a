import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// A list of allocations with its audit, its balance and its rows.
    ///
    /// - Parameters:
    ///   - file: the list, chained.
    ///   - version: the version of the program.
    ///   - isBlinded: whether arms, seed and balance are withheld.
    public static func allocationList(_ file: AllocationFile, version: String, isBlinded: Bool) -> DesignAnswer {
        AllocationListAnswer(file: file, version: version, isBlinded: isBlinded).answer
    }
}

private struct AllocationListAnswer {
    let file: AllocationFile
    let version: String
    let isBlinded: Bool

    private var list: AllocationList { file.list }
    private var scheme: AllocationScheme { file.list.scheme }
    private var seed: String { isBlinded ? "withheld" : String(list.seed) }
    private var strata: Range<Int> { 0..<scheme.strataCount }

    var answer: DesignAnswer {
        let balance = isBlinded ? [] : [DesignAnswer.Section("Balance", [balanceTable] + levelTable + figure)]
        let audit = AllocationWords.audit(
            scheme, seed: seed, version: version,
            more: [["Allocations", String(list.rows.count)], ["Seal (SHA-256)", file.seal]])
        return DesignAnswer(
            title: isBlinded ? "Randomisation list, blinded" : "Randomisation list", summary: summary,
            sections: [.init("Audit", [audit])] + balance + [.init("Allocations", [rows])], notes: notes,
            json: AllocationListJSON(file: file, version: version, isBlinded: isBlinded))
    }

    private var summary: String {
        let strata = scheme.isStratified ? " in \(scheme.strataCount) strata" : ""
        let start = "\(list.rows.count) allocations by \(scheme.method.summary)\(strata), ratio \(scheme.ratio)"
        guard !isBlinded else { return start + "; arms withheld." }
        let counts = zip(scheme.ratio.arms, list.counts()).map { "\($0) \($1)" }.joined(separator: ", ")
        let share = AllocationWords.percent(Double(list.counts()[0]) / Double(list.rows.count))
        return start + ": \(counts) (\(share) \(scheme.ratio.arms[0]))."
    }

    private var balanceTable: DesignAnswer.Block {
        let rows = strata.compactMap { stratum -> [String]? in
            let counts = list.counts(inStratum: stratum)
            guard counts.contains(where: { $0 > 0 }) else { return nil }
            let course = list.imbalances(inStratum: stratum)
            return [scheme.isStratified ? scheme.name(ofStratum: stratum) : "All"] + line(counts, course)
        }
        let overall = scheme.isStratified ? [["All"] + line(list.counts(), list.imbalances)] : []
        return .table(
            scheme.isStratified ? "Arms by stratum" : "Arms",
            [scheme.isStratified ? "stratum" : "list", "subjects"] + scheme.ratio.arms + [
                scheme.ratio.arms[0] + " %", "off at end", "at most",
            ],
            rows + overall,
            remarks: AllocationWords.bound(scheme).map {
                ["Blocks allow at most \(NumberText.fixed($0, decimals: 1)) within a stratum, at any subject."]
            } ?? [])
    }

    private func line(_ counts: [Int], _ course: [Double]) -> [String] {
        [String(course.count)] + counts.map(String.init)
            + [
                NumberText.percent(Double(counts[0]) / Double(course.count)),
                NumberText.fixed(course.last, decimals: 1), NumberText.fixed(course.max(), decimals: 1),
            ]
    }

    /// The arms by level of each factor, where the factors are what is balanced.
    private var levelTable: [DesignAnswer.Block] {
        guard !scheme.isStratified, !scheme.factors.isEmpty else { return [] }
        let rows = scheme.factors.enumerated().flatMap { factor, levels in
            levels.levels.enumerated().map { level, name in
                let counts = list.counts(factor: factor, level: level)
                return ["\(levels.name)=\(name)", String(counts.reduce(0, +))] + counts.map(String.init)
            }
        }
        return [.table("Arms by level", ["level", "subjects"] + scheme.ratio.arms, rows)]
    }

    private var figure: [DesignAnswer.Block] {
        let courses = strata.compactMap { stratum -> ImbalanceFigure.Course? in
            let values = list.imbalances(inStratum: stratum)
            return values.isEmpty ? nil : .init(scheme.name(ofStratum: stratum), values)
        }
        var options = ImbalanceFigure.Options()
        options.title = scheme.isStratified ? "Imbalance within strata" : "Imbalance"
        options.subjectTitle = scheme.isStratified ? "Subject of the stratum" : "Subject"
        options.bound = AllocationWords.bound(scheme)
        options.arrangement = .strips
        let svg = ImbalanceFigure(courses: courses, options: options).svg
        let bound = options.bound == nil ? "" : " Dashed: the most that blocks allow."
        return [
            .figure(
                .init(
                    name: "imbalance.svg", svg: svg, title: "Imbalance after each subject",
                    caption: "How far the arm that is furthest off its share is off it after each subject.\(bound)"))
        ]
    }

    private var rows: DesignAnswer.Block {
        let columns = AllocationFile.columns(scheme)
        let words = Set((1...scheme.factors.count + 3).filter { $0 != scheme.factors.count + 1 })
        let cells = list.rows.indices.map { AllocationFile.cells(list, $0) }
        guard isBlinded else {
            return .table("Allocations", columns, cells, wordColumns: words)
        }
        func blinded(_ row: [String]) -> [String] { Array(row.dropLast(2)) + [row[row.count - 1]] }
        return .table(
            "Allocations, without arms", blinded(columns), cells.map(blinded),
            wordColumns: words.subtracting([columns.count - 1]))
    }

    private var notes: [String] {
        var notes: [String] = []
        if list.openBlocks > 0, !isBlinded {
            notes.append(
                "\(list.openBlocks) \(list.openBlocks == 1 ? "list ends" : "lists end") within a block, and may be off the ratio by what is left of it."
            )
        }
        if !isBlinded {
            notes.append(
                "The same options with --seed \(list.seed) give this list again, and --verify checks a file of it; the seal fixes list and seed."
            )
        }
        if let remark = AllocationWords.remark(onSeed: list.seed) {
            notes.append(
                isBlinded
                    ? "The seed is below 2³², so that the seal does not conceal it; make a list without --seed."
                    : remark)
        }
        return notes
    }
}

private struct AllocationListJSON: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let number: Int
        let levels: [String]
        let place: Int
        /// Absent in a blinded list.
        let arm: String?
        let code: String
    }

    struct Stratum: Encodable, Sendable {
        let stratum: String
        let counts: [Int]
        let offAtEnd: Double
        let offAtMost: Double
    }

    let scheme: AllocationJSON
    let seal: String
    let allocations: [Row]
    /// Absent in a blinded list.
    let counts: [Int]?
    let strata: [Stratum]?

    init(file: AllocationFile, version: String, isBlinded: Bool) {
        let list = file.list
        let scheme = list.scheme
        self.scheme = AllocationJSON(scheme, seed: isBlinded ? nil : list.seed, version: version)
        seal = file.seal
        allocations = list.rows.enumerated().map { index, row in
            Row(
                number: index + 1, levels: zip(scheme.factors, row.levels).map { $0.levels[$1] }, place: row.place,
                arm: isBlinded ? nil : scheme.ratio.arms[row.arm], code: row.code)
        }
        counts = isBlinded ? nil : list.counts()
        strata =
            isBlinded
            ? nil
            : (0..<scheme.strataCount).compactMap { stratum in
                let course = list.imbalances(inStratum: stratum)
                guard let last = course.last, let most = course.max() else { return nil }
                return Stratum(
                    stratum: scheme.name(ofStratum: stratum), counts: list.counts(inStratum: stratum), offAtEnd: last,
                    offAtMost: most)
            }
    }
}
