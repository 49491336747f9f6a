import Foundation
import TrialStatistics

/// Times our survival methods and designs on the data and against the answers and seconds that the R scripts left in a folder.
///
/// `bench FOLDER` prints the table, with `designs`, `simulation`, `screening` or `recheck` those rows alone; with `memory`, `million`, `ten-million` or `screening-memory` it prints one number, for a table that runs it
/// as a fresh process: the bytes a row of a large curve or of a table that is screened, or the seconds of a first curve.
@main
struct Bench {
    private let folder: String
    private let tasks: SurvivalTasks

    static func main() {
        do {
            guard CommandLine.arguments.count > 1 else {
                throw BenchError(
                    description:
                        "usage: bench FOLDER [memory | million | ten-million | designs | simulation | screening | recheck | screening-memory]"
                )
            }
            let bench = Bench(folder: CommandLine.arguments[1])
            switch CommandLine.arguments.last {
            case "memory": print(try bench.tasks.memoryPerRow())
            case "million": print(try bench.tasks.firstCurve(of: "time.f64", "event.u8"))
            case "ten-million": print(try bench.tasks.firstCurve(of: "large-time.f64", "large-event.u8"))
            case "screening-memory": print(try ScreeningTasks(folder: bench.folder).memoryPerRow())
            case "screening": exit(try alone { table throws in try bench.addScreening(to: &table) })
            case "recheck": exit(try alone { table throws in try addRecheck(to: &table) })
            case "designs": exit(try alone { table throws in try bench.addDesigns(to: &table) })
            case "simulation": exit(try alone { table throws in try addSimulation(to: &table) })
            default: exit(try bench.table().isMet ? 0 : 1)
            }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(2)
        }
    }

    /// Prints some rows alone; 0 where all of them meet what is asked.
    private static func alone(_ add: (inout Scoreboard) throws -> Void) throws -> Int32 {
        var table = Scoreboard()
        Scoreboard.printHeader()
        try add(&table)
        return table.isMet ? 0 : 1
    }

    private init(folder: String) {
        self.folder = folder
        tasks = SurvivalTasks(columns: Columns(folder: folder))
    }

    /// The weighted family, by the names of the command line.
    private static let weightings: [(String, LogRankTest.Weighting)] = [
        ("gehan", .gehan), ("tarone-ware", .taroneWare), ("peto", .peto),
        ("fh:1,0", .flemingHarrington(rho: 1, gamma: 0)), ("fh:0,1", .flemingHarrington(rho: 0, gamma: 1)),
        ("mwlr:0.5", .modestlyWeighted(.survival(0.5))),
    ]

    private func table() throws -> Scoreboard {
        let peer = try Peer(file: folder + "/peer.tsv")
        var table = Scoreboard()
        Scoreboard.printHeader()
        table.add(
            "Kaplan-Meier, 2 arms, n=10⁶", peer: "survfit", try peer.task("kaplan-meier"), try tasks.kaplanMeier(),
            least: 30)
        let logRank = try tasks.logRank()
        table.add("log-rank, 2 arms, n=10⁶", peer: "survdiff", try peer.task("log-rank"), logRank, least: 10)
        for (name, weighting) in Self.weightings {
            table.add(
                "log-rank \(name), n=10⁶", peer: "ours, log-rank", logRank.seconds,
                try tasks.weightedLogRank(weighting).seconds, most: 2)
        }
        let cox = try tasks.cox()
        table.add("Cox Efron, 10 covariates, n=10⁶", peer: "coxph", try peer.task("cox"), cox, least: 15)
        table.add("Cox Efron, 10 covariates, n=10⁶", peer: "coxph.fit", try peer.task("cox-core"), cox, least: 1)
        table.add(
            "10,000 Cox fits, n=400, 8 strata", peer: "coxph loop", try peer.task("cox-small"), try tasks.smallCox(),
            least: 100)
        table.add(
            "PH score test, 10 covariates, n=10⁵", peer: "cox.zph", try peer.task("ph-test"),
            try tasks.proportionalHazards(), least: 4)
        table.add(
            "concordance with error, n=10⁶", peer: "concordance", try peer.task("concordance"), try tasks.concordance(),
            least: 20)
        let bootstrap = try peer.task("bootstrap-20")
        for (words, cores) in [("1 core", 1), ("2 cores", 2)] {
            table.add(
                "2,000 bootstraps of a Cox, \(words)", peer: "boot, 20", bootstrap, try tasks.bootstrap(cores: cores),
                least: 1)
        }
        try addDesigns(to: &table)
        try Self.addSimulation(to: &table)
        // The least of five processes each: growth is that of a first call, whose memory is new at either size.
        let million = try (0..<5).map { _ in try freshProcess("million") }.min() ?? 0
        let tenMillion = try (0..<5).map { _ in try freshProcess("ten-million") }.min() ?? 0
        table.add("Kaplan-Meier n=10⁷", peer: "ours, n=10⁶", million, tenMillion, most: 13)
        table.add("Kaplan-Meier n=10⁷, memory", memory: try freshProcess("memory"), most: 40)
        let fread = try CSVPeer(file: folder + "/csv.json")
        table.add(
            "CSV, 10⁶ rows × \(fread.columns) columns", peer: "fread", fread.seconds,
            try csvBenchmark(file: folder + "/trial.csv"), most: 2)
        try addScreening(to: &table)
        try Self.addRecheck(to: &table)
        return table
    }

    /// The rows of group sequential designs, which need designs.tsv alone.
    private func addDesigns(to table: inout Scoreboard) throws {
        let designs = try Peer(file: folder + "/designs.tsv")
        table.add(
            "10,000 designs of three looks", peer: "rpact loop", try designs.task("three-looks"),
            try DesignTasks.threeLooks(), least: 100)
        table.add(
            "1,000 designs with β-spending", peer: "rpact loop", try designs.task("beta-spending"),
            try DesignTasks.betaSpending(), least: 100)
    }

    private func addScreening(to table: inout Scoreboard) throws {
        let tasks = try ScreeningTasks(folder: folder)
        table.add("screening, 10⁶ rows × 15 criteria", seconds: try tasks.seconds(), most: 2)
        table.add("screening 10⁶ rows, memory", memory: try freshProcess("screening-memory"), most: 16)
    }

    /// The row of the numbers of the example papers, asked to take less than 0.1 s.
    private static func addRecheck(to table: inout Scoreboard) throws {
        let answer = try RecheckTasks().run()
        table.add("recheck of \(answer.numbers) numbers", seconds: answer.seconds, most: 0.1)
    }

    /// The rows of virtual trials: the seconds on one core, and how much less two take for the same answer.
    private static func addSimulation(to table: inout Scoreboard) throws {
        let one = try SimulationTasks.oneArm(cores: 1)
        table.add("100,000 one-arm trials, 1 core", seconds: one.seconds, most: 10)
        table.add(
            "100,000 one-arm trials, 2 cores", peer: "ours, 1 core",
            Peer.Task(seconds: one.seconds, answer: one.answer), try SimulationTasks.oneArm(cores: 2), least: 1.8)
    }

    /// Runs this program again for one number.
    private func freshProcess(_ task: String) throws -> Double {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = [folder, task]
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let number = Double(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchError(description: "the run for '\(task)' printed '\(output)'")
        }
        return number
    }
}
