import Foundation

/// What `R/survival.R` measured and answered.
struct Peer {
    struct Task {
        let seconds: Double
        let answer: [Double?]

        /// Whether our numbers are the peer's to a relative 10⁻⁶: R stops a Cox fit by its own tolerance.
        func agrees(with ours: [Double?]) -> Bool {
            answer.count == ours.count
                && zip(answer, ours).allSatisfy { peer, own in
                    guard let peer, let own else { return peer == nil && own == nil }
                    return abs(peer - own) <= 1e-6 * max(abs(peer), 1e-3)
                }
        }
    }

    private let tasks: [String: Task]

    init(file: String) throws {
        var tasks: [String: Task] = [:]
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count > 2, let seconds = Double(fields[1]) else { continue }
            tasks[String(fields[0])] = Task(
                seconds: seconds, answer: fields[2...].map { $0 == "NA" ? nil : Double($0) })
        }
        self.tasks = tasks
    }

    func task(_ name: String) throws -> Task {
        guard let task = tasks[name] else { throw BenchError(description: "the peer did not run \(name)") }
        return task
    }
}
