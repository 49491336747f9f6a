import Foundation

/// The table that a run prints: what was timed, both sides, the ratio, and whether it is as asked.
struct Scoreboard {
    private(set) var isMet = true

    static func printHeader() {
        show(row("task", "peer", "peer s", "ours s", "ratio", "target", "verdict", "answers"))
        show(String(repeating: "-", count: 118))
    }

    /// A task whose peer must take at least `least` times as long as we do.
    mutating func add(_ task: String, peer name: String, _ peer: Peer.Task, _ ours: Measurement, least: Double) {
        let ratio = peer.seconds / ours.seconds
        let agrees = peer.agrees(with: ours.answer)
        add(
            task, name, peer.seconds, ours.seconds, ratio: ratio, target: "≥ \(least.formatted)×", met: ratio >= least,
            agrees ? "equal" : "DIFFER")
        isMet = isMet && agrees
    }

    /// A task that may take at most `most` times as long as its peer.
    mutating func add(_ task: String, peer name: String, _ peer: Double, _ ours: Double, most: Double) {
        let ratio = ours / peer
        add(task, name, peer, ours, ratio: ratio, target: "≤ \(most.formatted)×", met: ratio <= most, "")
    }

    /// A task that may take at most `most` seconds.
    mutating func add(_ task: String, seconds: Double, most: Double) {
        let met = seconds <= most
        isMet = isMet && met
        Self.show(
            Self.row(
                task, "", "", String(format: "%.4f", seconds), "", "≤ \(most.formatted) s", met ? "met" : "MISSED", ""))
    }

    /// Memory, in bytes a row.
    mutating func add(_ task: String, memory bytes: Double, most: Double) {
        let met = bytes <= most
        isMet = isMet && met
        let text = String(format: "%.1f B/row", bytes)
        Self.show(
            Self.row(
                task, "input", "", "", text, "≤ \(most.formatted) B/row",
                met ? "met" : "MISSED", ""))
    }

    private mutating func add(
        _ task: String, _ peer: String, _ peerSeconds: Double, _ ourSeconds: Double, ratio: Double, target: String,
        met: Bool, _ answers: String
    ) {
        isMet = isMet && met
        Self.show(
            Self.row(
                task, peer, String(format: "%.4f", peerSeconds), String(format: "%.4f", ourSeconds),
                String(format: "%.2f×", ratio), target, met ? "met" : "MISSED", answers))
    }

    /// Prints a line at once, also into a pipe.
    private static func show(_ line: String) {
        print(line)
        fflush(nil)
    }

    private static func row(_ fields: String...) -> String {
        let widths = [34, 16, 10, 10, 14, 13, 9, 8]
        return zip(fields, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: " ")
    }
}

extension Double {
    fileprivate var formatted: String { self == rounded() ? String(Int(self)) : String(self) }
}
