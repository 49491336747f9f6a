import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise allocate`: who gets which arm.
struct Allocate: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Randomise: a list, the next subject, a table of digits; verify and assess.",
        discussion: """
            Without a task it makes a list. The same options with the same seed give the
            same list; without --seed one of 64 random bits is made and printed.

            Examples:
              equipoise allocate --method permuted-blocks --ratio 3:2 --blocks 5,10 \\
                --arms ixazomib,placebo --strata "induction=PI,IMiD;ISS=I,II,III" \\
                --per-stratum 40 --seed 7 --csv list.csv
              equipoise allocate --method minimization --seed 7 --history subjects.csv \\
                --strata "ISS=I,II,III;age=<75,75+" --next 'ISS=II,age=<75'
              equipoise allocate --method table --arms ID,RD --subjects 80 \\
                --rule even=ID,odd=RD --seed 2014
              equipoise allocate --compare --ratio 1:1 --subjects 80
            """)

    @OptionGroup(title: "Method") var scheme: AllocationSchemeOptions
    @OptionGroup(title: "Task") var task: AllocationTaskOptions
    @OptionGroup(title: "Table of random digits") var table: DigitTableOptions
    @OptionGroup(title: "Output") var output: DesignOutputOptions

    @Option(help: ArgumentHelp("The seed, a whole number below 2^64.", valueName: "seed"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The file to write the list to; - is standard output.", valueName: "file"))
    var csv: String?

    @Flag(help: "Withhold arms, seed and balance: numbers, strata and codes only.")
    var blinded = false

    func validate() throws {
        try task.check(method: scheme.method)
        try table.check(method: scheme.method)
        if let csv, csv.isEmpty { throw ValidationError("--csv is empty; expected the name of a file.") }
        try OutputFile.requireOneAnswer([("--csv", csv)], answer: output.json ? "--json" : nil)
        guard task.kind != .list || scheme.method == .table else {
            if blinded, seed == nil {
                throw ValidationError(
                    "--blinded withholds the seed, so that nobody could make the list again; give it by --seed.")
            }
            return
        }
        if blinded { throw ValidationError("--blinded is for a list made by a method other than table.") }
        if csv != nil, scheme.method != .table { throw ValidationError("--csv is for a list.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        do {
            return try answer(on: console)
        } catch let error as StatisticsError {
            // Digits that nobody gave are made, so many rows of them.
            let isMade = error.argument == "digits" && table.digits == nil
            throw Refusal(error, option: isMade ? "--rows" : Self.option(of: error.argument))
        }
    }

    private func answer(on console: Console) throws -> Program.Outcome {
        if scheme.method == .table { return try readTable(on: console) }
        switch task.kind {
        case .list: return try list(on: console)
        case .next: return try next(on: console)
        case .verify: return try verify(on: console)
        case .assess: return try assess(on: console)
        case .compare: return try compare(on: console)
        case .test: return try test(on: console)
        }
    }

    // MARK: Tasks

    private func list(on console: Console) throws -> Program.Outcome {
        let seed = seed ?? UInt64.random(in: 1 << 32 ... .max)
        let (list, input) = try task.list(scheme.scheme(subjects: task.listLength), seed: seed, on: console)
        let file = AllocationFile(list)
        let answer = DesignAnswer.allocationList(file, version: Program.version, isBlinded: blinded)
        let text = blinded ? file.blindedText : file.text
        try write(text, on: console)
        let provenance =
            blinded ? Provenance.withheld(seal: file.seal) : input.map(Provenance.file) ?? .commandLine(text)
        try output.show(answer, provenance: provenance, on: OutputFile.isStandard(csv) ? console.beside : console)
        return .done
    }

    private func readTable(on console: Console) throws -> Program.Outcome {
        let made = seed ?? UInt64.random(in: 1 << 32 ... .max)
        let allocation = try table.allocation(
            try scheme.ratio(), subjects: task.subjects, seed: made, isSeedGiven: seed != nil, on: console)
        try write(allocation.fileText, on: console)
        try output.show(
            .tableAllocation(allocation, version: Program.version), provenance: .commandLine(allocation.fileText),
            on: OutputFile.isStandard(csv) ? console.beside : console)
        return .done
    }

    private func next(on console: Console) throws -> Program.Outcome {
        let seed = try givenSeed("--next")
        let scheme = try scheme.scheme(subjects: nil)
        let subject = try task.nextSubject(scheme)
        let history = try task.history.map { try AllocationHistory($0, isHashed: output.folder != nil, on: console) }
        let before = try history.map {
            zip(try $0.levels(scheme), try $0.cells(task.armColumn)).map { (levels: $0, arm: $1) }
        }
        let next = try NextAllocation(scheme, seed: seed, history: before ?? [], subject: subject)
        try output.show(
            .nextAllocation(next, version: Program.version),
            provenance: history.map { .file($0.input) } ?? .commandLine(subject.joined(separator: ",")), on: console)
        return .done
    }

    private func verify(on console: Console) throws -> Program.Outcome {
        let seed = try givenSeed("--verify")
        let scheme = try scheme.scheme(subjects: task.listLength)
        let found = try AllocationHistory(task.verify ?? "", isHashed: output.folder != nil, on: console)
        let list = try scheme.list(seed: seed, subjects: found.levels(scheme))
        let columns = try ["number", "place", task.armColumn, "code", "chain"].compactMap { name in
            found.has(name) || name == task.armColumn
                ? (column: name == task.armColumn ? "arm" : name, cells: try found.cells(name)) : nil
        }
        let verification = AllocationVerification(AllocationFile(list), found: columns, keptSeal: task.seal)
        try output.show(
            .allocationVerification(verification, version: Program.version), provenance: .file(found.input), on: console
        )
        return verification.isGenuine ? .done : .no
    }

    private func assess(on console: Console) throws -> Program.Outcome {
        let subjects = try task.wanted(task.subjects ?? task.perStratum, "--subjects", for: "--assess")
        let assessment = try AllocationAssessment(
            try scheme.scheme(subjects: subjects), subjects: subjects, prevalences: task.prevalences?.rows ?? [],
            lists: task.lists, seed: seed ?? 1)
        try output.show(
            .allocationAssessment(assessment, version: Program.version), provenance: .commandLine("--assess"),
            on: console)
        return .done
    }

    private func compare(on console: Console) throws -> Program.Outcome {
        let subjects = try task.wanted(task.subjects, "--subjects", for: "--compare")
        let meter = ProgressMeter("Comparing", on: console)
        defer { meter.clear() }
        let schemes = try scheme.shelf(subjects: subjects)
        let assessments = try schemes.enumerated().map { index, scheme in
            meter.show(Double(index) / Double(schemes.count))
            return try AllocationAssessment(scheme, subjects: subjects, lists: task.lists, seed: seed ?? 1)
        }
        try output.show(
            .allocationComparison(assessments, version: Program.version), provenance: .commandLine("--compare"),
            on: console)
        return .done
    }

    private func test(on console: Console) throws -> Program.Outcome {
        let scheme = try scheme.scheme(subjects: nil)
        let outcome = try task.wanted(task.test, "--test", for: "--test")
        let history = try AllocationHistory(
            try task.wanted(task.history, "--history", for: "--test"), isHashed: output.folder != nil, on: console)
        let test = try RandomizationTest(
            scheme, subjects: history.levels(scheme), arms: history.cells(task.armColumn),
            outcomes: history.numbers(outcome), lists: task.lists, seed: seed ?? 1)
        try output.show(
            .randomizationTest(test, scheme: scheme, outcome: outcome, version: Program.version),
            provenance: .file(history.input), on: console)
        return .done
    }

    // MARK: Parts

    private func givenSeed(_ task: String) throws -> UInt64 {
        guard let seed else {
            throw Refusal(description: "--seed: error: \(task) needs the seed of the list; expected --seed SEED")
        }
        return seed
    }

    /// Writes the list where `--csv` and `-o` say.
    private func write(_ text: String, on console: Console) throws {
        if let folder = output.folder {
            try ReportFolder(folder).write([("list.csv", text)], on: console)
        }
        if let csv { try OutputFile(csv).write(text, on: console) }
    }

    /// The option that holds an argument.
    private static func option(of argument: String) -> String {
        switch argument {
        case "perStratum": "--per-stratum"
        case "outcomes": "--test"
        case "levels": "--strata"
        default: "--" + argument
        }
    }
}

extension Provenance {
    /// Where a blinded list comes from: the command without its seed.
    fileprivate static func withheld(seal: String) -> Provenance {
        var words: [String] = []
        for word in CommandLine.arguments.dropFirst() {
            if words.last == "--seed" {
                words.append("withheld")
            } else {
                words.append(word.hasPrefix("--seed=") ? "--seed=withheld" : word)
            }
        }
        return Provenance(
            command: CommandWords.text(["equipoise"] + words), dataName: "the command line (seal of the list)",
            dataHash: seal, programVersion: Program.version, programHash: Program.hash)
    }
}
