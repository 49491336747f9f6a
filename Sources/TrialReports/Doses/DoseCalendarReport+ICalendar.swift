import TrialModel
import TrialValues

extension DoseCalendarReport {
    /// The doses as an iCalendar file: an event of a whole day for each dose.
    ///
    /// Doses that may yet be given are events; those that are held, stopped or left out are cancelled events, so that a calendar that is
    /// read in again loses them. The ids of events stay the same from file to file.
    ///
    /// - Parameter stamp: when the file was made, as `20240304T080000Z`.
    ///
    /// ## References
    /// RFC 5545, *Internet Calendaring and Scheduling Core Object Specification*, sections 3.1, 3.3.11, 3.6.1.
    public func iCalendar(stamp: ICalendarStamp) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Equipoise//Dose calendar//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ]
        for dose in calendar.doses { lines += event(dose, stamp) }
        lines.append("END:VCALENDAR")
        return lines.map { ICalendarLine($0).folded + "\r\n" }.joined()
    }

    private func event(_ dose: CalendarDose, _ stamp: ICalendarStamp) -> [String] {
        guard let amount = dose.given ?? dose.due ?? dose.planned, let next = dose.day.adding(days: 1) else {
            return []
        }
        let isOpen = dose.status == .open
        let isCancelled =
            dose.given == nil && dose.due == nil && !isOpen || [.missed(until: nil), .leftOut].contains(dose.status)
        let whose = subject.map { "\($0): " } ?? ""
        let which = dose.timesADay > 1 ? ", dose \(dose.time) of \(dose.timesADay)" : ""
        let what = dose.status == .open ? "dose open" : "\(amount)"
        let summary = "\(whose)\(dose.drug) \(what) (cycle \(dose.cycle), day \(dose.dayOfCycle)\(which))"
        let condition = dose.condition.map { ["if \($0)"] } ?? []
        let description = ([dose.status.words] + condition + dose.reasons).joined(separator: "\n")
        return [
            "BEGIN:VEVENT", "UID:" + identifier(dose), "DTSTAMP:\(stamp.text)",
            "DTSTART;VALUE=DATE:\(Self.date(dose.day))",
            "DTEND;VALUE=DATE:\(Self.date(next))", "SUMMARY:" + ICalendarLine.escaped(summary),
            "DESCRIPTION:" + ICalendarLine.escaped(description),
            "STATUS:" + (isCancelled ? "CANCELLED" : dose.condition == nil && !isOpen ? "CONFIRMED" : "TENTATIVE"),
            "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT",
        ]
    }

    /// A name of the dose that does not change with its date.
    private func identifier(_ dose: CalendarDose) -> String {
        let parts = [study, subject, calendar.arm.id, calendar.start.description, dose.drug].compactMap(\.self)
        let name = parts.joined(separator: "-").unicodeScalars.map { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
                ? String(scalar) : "u" + String(scalar.value, radix: 16)
        }.joined()
        let extra = dose.status == .unplanned && dose.planned == nil ? "-\(Self.date(dose.day))" : ""
        let time = dose.time > 1 ? "-t\(dose.time)" : ""
        return "\(name)-c\(dose.cycle)-d\(dose.dayOfCycle)\(time)\(extra)@equipoise"
    }

    private static func date(_ day: Day) -> String { day.description.replacing("-", with: "") }
}

/// When an iCalendar file was made: an instant in UTC, `20240304T080000Z`.
public struct ICalendarStamp: Sendable, Hashable {
    /// The instant as iCalendar writes it.
    public let text: String

    /// The instant that a text writes, `2024-03-04T08:00:00Z` or `20240304T080000Z`; `nil` for anything else.
    public init?(_ text: String) {
        let plain = text.replacing("-", with: "").replacing(":", with: "")
        guard let match = plain.wholeMatch(of: #/(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/#),
            Day("\(match.1)-\(match.2)-\(match.3)") != nil, match.4 < "24", match.5 < "60", match.6 < "60"
        else { return nil }
        self.text = plain
    }

    /// The first instant of a day.
    public init(startOf day: Day) { text = day.description.replacing("-", with: "") + "T000000Z" }
}

/// A line of an iCalendar file.
struct ICalendarLine {
    let text: String

    init(_ text: String) { self.text = text }

    /// The most bytes of a line without its end.
    static let mostBytes = 75

    /// The line, broken so that none has more than 75 bytes and no character is torn.
    var folded: String {
        var folded = ""
        var bytes = 0
        for scalar in text.unicodeScalars {
            let width = String(scalar).utf8.count
            if bytes + width > Self.mostBytes {
                folded += "\r\n "
                bytes = 1
            }
            folded.unicodeScalars.append(scalar)
            bytes += width
        }
        return folded
    }

    /// A text value: backslash, semicolon, comma and line break are escaped.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n")
    }
}
