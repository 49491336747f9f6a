import Foundation

/// Times our survival methods on the data and against the answers and seconds that the R scripts left in a folder.
///
/// `bench FOLDER` prints the table; with `memory`, `million` or `ten-million` it prints one number, for a table that runs
/// it as a fresh process: the bytes a row of a large curve, or the seconds of a first curve.
@main
struct Bench {
    private let folder: String
    private let tasks: SurvivalTasks

    static func main() {
        do {
            guard CommandLine.arguments.count > 1 else {
                throw BenchError(description: "usage: bench FOLDER [memory | million | ten-million]")
            }
            let bench = Bench(folder: CommandLine.arguments[1])
            switch CommandLine.arguments.last {
            case "memory": print(try bench.tasks.memoryPerRow())
            case "million": print(try bench.tasks.firstCurve(of: "time.f64", "event.u8"))
            case "ten-million": print(try bench.tasks.firstCurve(of: "large-time.f64", "large-event.u8"))
            default: exit(try bench.table().isMet ? 0 : 1)
            }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(2)
        }
    }

    private init(folder: String) {
        self.folder = folder
        tasks = SurvivalTasks(columns: Columns(folder: folder))
    }

    private func table() throws -> Scoreboard {
        let peer = try Peer(file: folder + "/peer.tsv")
        var table = Scoreboard()
        Scoreboard.printHeader()
        table.add(
            "Kaplan-Meier, 2 arms, n=10⁶", peer: "survfit", try peer.task("kaplan-meier"), try tasks.kaplanMeier(),
            least: 30)
        table.add(
            "log-rank, 2 arms, n=10⁶", peer: "survdiff", try peer.task("log-rank"), try tasks.logRank(), least: 10)
        let cox = try tasks.cox()
        table.add("Cox Efron, 10 covariates, n=10⁶", peer: "coxph", try peer.task("cox"), cox, least: 15)
        table.add("Cox Efron, 10 covariates, n=10⁶", peer: "coxph.fit", try peer.task("cox-core"), cox, least: 1)
        table.add(
            "10,000 Cox fits, n=400, 8 strata", peer: "coxph loop", try peer.task("cox-small"), try tasks.smallCox(),
            least: 100)
        // The least of five processes each: growth is that of a first call, whose memory is new at either size.
        let million = try (0..<5).map { _ in try freshProcess("million") }.min() ?? 0
        let tenMillion = try (0..<5).map { _ in try freshProcess("ten-million") }.min() ?? 0
        table.add("Kaplan-Meier n=10⁷", peer: "ours, n=10⁶", million, tenMillion, most: 13)
        table.add(memory: try freshProcess("memory"), most: 40)
        let fread = try CSVPeer(file: folder + "/csv.json")
        table.add(
            "CSV, 10⁶ rows × \(fread.columns) columns", peer: "fread", fread.seconds,
            try csvBenchmark(file: folder + "/trial.csv"), most: 2)
        return table
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
