import Testing

/// An iCalendar file, read strictly: what RFC 5545 asks of lines, properties and components.
struct ICalendarFile {
    /// A property with its parameters.
    struct Property: Hashable {
        let name: String
        let parameters: [String]
        let value: String
    }

    /// The faults against the rules.
    private(set) var faults: [String] = []
    /// The properties of each event.
    private(set) var events: [[Property]] = []
    /// The properties of the calendar itself.
    private(set) var head: [Property] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == 0x0A && (index == 0 || bytes[index - 1] != 0x0D) {
            faults.append("3.1: a line feed at byte \(index) without a carriage return")
        }
        if !text.hasSuffix("\r\n") { faults.append("3.1: the last line does not end") }
        let physical = text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        for line in physical where line.utf8.count > 75 {
            faults.append("3.1: a line of \(line.utf8.count) bytes: \(line)")
        }
        for line in physical where line.isEmpty { faults.append("3.1: an empty line") }
        read(physical)
        check()
    }

    /// Lines that begin with a space go on from the line before.
    private static func unfolded(_ lines: [String]) -> [String] {
        lines.reduce(into: []) { all, line in
            if line.hasPrefix(" "), let last = all.indices.last {
                all[last] += line.dropFirst()
            } else {
                all.append(line)
            }
        }
    }

    private mutating func read(_ lines: [String]) {
        var stack: [String] = []
        for line in Self.unfolded(lines) {
            guard let match = line.wholeMatch(of: #/([A-Z-]+)((?:;[A-Z-]+=[^:;,]+)*):(.*)/#.dotMatchesNewlines()) else {
                faults.append("3.1: no content line: \(line)")
                continue
            }
            let parameters = match.2.split(separator: ";").map(String.init)
            let property = Property(name: String(match.1), parameters: parameters, value: String(match.3))
            switch (property.name, property.value) {
            case ("BEGIN", let name):
                stack.append(name)
                if name == "VEVENT" { events.append([]) }
            case ("END", let name): if stack.popLast() != name { faults.append("3.4: END:\(name) does not match") }
            default:
                if stack.last == "VEVENT" { events[events.count - 1].append(property) } else { head.append(property) }
            }
        }
        if !stack.isEmpty { faults.append("3.4: \(stack) is not closed") }
    }

    private mutating func check() {
        for name in ["VERSION", "PRODID"] where head.count(where: { $0.name == name }) != 1 {
            faults.append("3.6: \(name) once")
        }
        for event in events {
            for name in ["UID", "DTSTAMP", "DTSTART"] where event.count(where: { $0.name == name }) != 1 {
                faults.append("3.6.1: \(name) once in \(event)")
            }
            for property in event { check(property) }
        }
        let ids = events.compactMap { $0.first { $0.name == "UID" }?.value }
        if Set(ids).count != ids.count { faults.append("3.8.4.7: two events have the same UID") }
    }

    private mutating func check(_ property: Property) {
        let value = property.value
        let isGood: Bool =
            switch property.name {
            case "DTSTAMP": value.wholeMatch(of: #/\d{8}T\d{6}Z/#) != nil
            case "DTSTART", "DTEND": property.parameters == ["VALUE=DATE"] && value.wholeMatch(of: #/\d{8}/#) != nil
            case "STATUS": ["CONFIRMED", "TENTATIVE", "CANCELLED"].contains(value)
            case "SUMMARY", "DESCRIPTION": value.wholeMatch(of: #/(?:[^\\;,]|\\[\\;,nN])*/#) != nil
            case "UID": value.wholeMatch(of: #/[A-Za-z0-9-]+@[a-z]+/#) != nil
            default: true
            }
        if !isGood { faults.append("3.8: \(property.name):\(value)") }
    }

    /// The value of a property of an event.
    func value(_ name: String, of event: Int) -> String? { events[event].first { $0.name == name }?.value }
}
