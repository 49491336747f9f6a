import Foundation
import TrialRecheck

/// The recheck of the five papers of the examples, from the bytes of their files to the findings.
struct RecheckTasks {
    private let files: [[UInt8]]

    init() throws {
        let examples = URL(filePath: #filePath).appending(path: "../../../../Examples").standardizedFileURL
        files = try ["id-vs-rd", "nct01718743", "nct04217967", "tourmaline-mm3", "tourmaline-mm4"].map {
            Array(try Data(contentsOf: examples.appending(path: "\($0)/published.yaml")))
        }
    }

    /// How many numbers the papers print, and the seconds that all of them take, the best of three.
    func run() throws -> (numbers: Int, seconds: Double) {
        let clock = ContinuousClock()
        var best = Double.infinity
        var (numbers, contradictions) = (0, 0)
        for _ in 0..<3 {
            (numbers, contradictions) = (0, 0)
            let duration = try clock.measure {
                for bytes in files {
                    for paper in try PublishedFile(bytes: bytes, name: "published.yaml").papers {
                        let recheck = Recheck(paper)
                        numbers += paper.numbers.count
                        contradictions += recheck.contradictions.count
                    }
                }
            }
            best = min(best, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
        }
        guard numbers > 600, contradictions == 30 else {
            throw BenchError(description: "the papers of the examples are not what they should be")
        }
        return (numbers, best)
    }
}
