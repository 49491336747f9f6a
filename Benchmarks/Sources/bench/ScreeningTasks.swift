import Foundation
import TrialAnalysis
import TrialModel
import TrialTables

/// Screening a table of 10⁶ subjects by 15 criteria, from the CSV file to verdicts with reasons and what to ask next.
struct ScreeningTasks {
    private let file: String

    /// The criteria: of numbers in other units than the columns', of times between dates, of ages, scales and flags.
    private static let study = """
        equipoise: 1
        study: {id: BENCH, title: fifteen criteria}
        population:
          reference: start
          inclusion:
            - {id: I1, text: adults, rule: age >= 18 years}
            - {id: I2, text: transplant, rule: days since transplant in 60...180}
            - {id: I3, text: platelets, rule: "platelets > 75,000 /mm3"}
            - {id: I4, text: neutrophils, rule: neutrophils > 1.0 10^9/L}
            - {id: I5, text: creatinine, rule: creatinine < 221 umol/L}
            - {id: I6, text: haemoglobin, rule: haemoglobin >= 80 g/L}
            - {id: I7, text: liver, rule: ALT < 80 U/L and bilirubin < 2 mg/dL}
            - {id: I8, text: calcium, rule: calcium <= 11.5 mg/dL}
            - {id: I9, text: performance, rule: ECOG in 0...2}
            - {id: I10, text: response, rule: response >= PR}
            - {id: I11, text: consent, rule: consent signed}
            - {id: I12, text: stage, rule: "ISS in [I, II, III]"}
          exclusion:
            - {id: E1, text: pregnancy, rule: pregnant}
            - {id: E2, text: neuropathy, rule: grade of peripheral neuropathy >= 2}
            - {id: E3, text: hepatitis or a low weight, rule: hepatitis B or weight < 35 kg}

        """

    /// The tasks on a table in a folder, which is made where it is not there.
    init(folder: String) throws {
        file = folder + "/subjects.csv"
        if !FileManager.default.fileExists(atPath: file) { try ScreeningTasks.makeTable(file) }
    }

    /// The seconds of screening the table, the best of three, with the bytes of the verdicts discarded.
    func seconds() throws -> Double {
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<3 {
            let duration = try clock.measure { try screen() }
            best = min(best, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
        }
        return best
    }

    /// By how many bytes a row the memory grows while the table is screened, in a fresh process.
    func memoryPerRow() throws -> Double {
        ResidentMemory.resetPeak()
        let before = ResidentMemory.peak
        try screen()
        return Double(ResidentMemory.peak - before) / 1e6
    }

    private func screen() throws {
        let plan = try ScreeningPlan(StudyDocument(ScreeningTasks.study, file: "study.yaml"))
        var screening = try TableScreening(.file(file), facts: plan.facts, population: plan.population)
        var written = 0
        let summary = try screening.write(.csv) { written += $0.count }
        guard summary.subjects == 1_000_000, summary.eligible > 100_000, written > 50_000_000 else {
            throw BenchError(description: "the table of subjects is not what it should be")
        }
    }

    private static func makeTable(_ file: String) throws {
        var random = SplitMix(state: 5)
        // The days from 12,000 before 1970-01-01 on, as ISO 8601 writes them.
        let days = (-12_000..<20_000).map { day in
            Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
        }
        var text = """
            subject,birth date,transplant,start,platelets [10^9/L],neutrophils [/mm3],creatinine [mg/dL],\
            haemoglobin [g/dL],ALT [U/L],bilirubin [mg/dL],calcium [mmol/L],ECOG,response,consent signed,pregnant,ISS,\
            grade of peripheral neuropathy,hepatitis B,weight [kg]

            """
        guard FileManager.default.createFile(atPath: file, contents: nil),
            let handle = FileHandle(forWritingAtPath: file)
        else {
            throw BenchError(description: "\(file) cannot be written")
        }
        for subject in 1...1_000_000 {
            let transplant = 29_900 + random.below(1500)
            var cells = [
                days[random.below(26_000)], days[transplant], days[transplant + 40 + random.below(160)],
                "\(60 + random.below(360))",
                "\(10 * (70 + random.below(830)))", random.decimal(40, 240, places: 2),
                random.decimal(70, 160, places: 1),
                "\(8 + random.below(82))", random.decimal(2, 21, places: 1), random.decimal(200, 290, places: 2),
            ]
            cells += [
                random.pick(["0", "0", "0", "0", "1", "1", "1", "2", "2", "3"]),
                random.pick(["sCR", "CR", "VGPR", "VGPR", "PR", "PR", "PR", "PR", "SD", "PD"]),
                random.below(50) == 0 ? "no" : "yes", random.below(200) == 0 ? "yes" : "no",
                random.pick(["I", "II", "III"]), random.pick(["0", "0", "0", "0", "0", "0", "1", "1", "1", "2"]),
                random.below(100) == 0 ? "yes" : "no", random.decimal(350, 1100, places: 1),
            ]
            for index in cells.indices where random.below(100) == 0 { cells[index] = "" }
            text += "S\(subject)," + cells.joined(separator: ",") + "\n"
            if text.utf8.count > 1 << 20 || subject == 1_000_000 {
                try handle.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try handle.close()
    }
}

/// Random numbers that are the same in every run (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }

    mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    /// A number of tenths or hundredths.
    mutating func decimal(_ low: Int, _ high: Int, places: Int) -> String {
        let number = low + below(high - low)
        let unit = places == 1 ? 10 : 100
        let rest = String(number % unit)
        return "\(number / unit)." + String(repeating: "0", count: places - rest.count) + rest
    }

}
