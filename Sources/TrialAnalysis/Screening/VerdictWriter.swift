import TrialModel
import TrialTables

/// As what the verdicts on a table of subjects are written.
public enum VerdictFormat: String, Sendable, Hashable, CaseIterable {
    /// A row a subject: subject, eligibility, criteria not met, criteria unknown, reasons, what to ask next.
    case csv
    /// A list of objects, one a subject.
    case json
}

/// Writes the verdicts on the rows of a table.
struct VerdictWriter {
    private let format: VerdictFormat
    private let ids: [[UInt8]]
    private let subject: Int?
    private(set) var bytes: [UInt8] = []
    private var field: [UInt8] = []
    private var isFirst = true

    init(_ format: VerdictFormat, ids: [String], subject: Int?) {
        self.format = format
        self.ids = ids.map { Array($0.utf8) }
        self.subject = subject
        bytes.reserveCapacity(1 << 19)
    }

    mutating func begin() {
        append(format == .csv ? "subject,eligibility,not met,unknown,reasons,ask next\n" : "[")
    }

    mutating func end() { if format == .json { append(isFirst ? "]\n" : "\n]\n") } }

    /// Hands on what was written so far.
    mutating func flush(_ output: (UnsafeRawBufferPointer) -> Void) {
        guard !bytes.isEmpty else { return }
        bytes.withUnsafeBytes(output)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes the verdict on a row.
    ///
    /// - Parameter eligibility: 0 not eligible, 1 unknown, 2 eligible.
    mutating func write(
        _ batch: borrowing CSVRowBatch, _ row: Int, _ rules: [RuleScreen], eligibility: UInt8, asks: [FactAsk]
    ) {
        switch format {
        case .csv: writeCSV(batch, row, rules, eligibility, asks)
        case .json: writeJSON(batch, row, rules, eligibility, asks)
        }
        isFirst = false
    }

    private static func word(_ eligibility: UInt8) -> StaticString {
        switch eligibility {
        case 0: "not eligible"
        case 1: "unknown"
        default: "eligible"
        }
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func takeSubject(_ batch: borrowing CSVRowBatch, _ row: Int) {
        field.removeAll(keepingCapacity: true)
        if let subject {
            field.append(contentsOf: batch.cell(row, subject))
        } else {
            field.append(contentsOf: String(batch.firstRow + row + 1).utf8)
        }
    }
}

extension VerdictWriter {
    private mutating func writeCSV(
        _ batch: borrowing CSVRowBatch, _ row: Int, _ rules: [RuleScreen], _ eligibility: UInt8, _ asks: [FactAsk]
    ) {
        takeSubject(batch, row)
        appendField()
        append(",")
        append(VerdictWriter.word(eligibility))
        if eligibility == 2 { return append(",,,,\n") }
        for verdict: UInt8 in [0, 1] {
            append(",")
            field.removeAll(keepingCapacity: true)
            for (index, rule) in rules.enumerated() where rule.verdicts[row] == verdict {
                if !field.isEmpty { field.append(UInt8(ascii: " ")) }
                field.append(contentsOf: ids[index])
            }
            appendField()
        }
        append(",")
        field.removeAll(keepingCapacity: true)
        for (index, rule) in rules.enumerated() where rule.verdicts[row] == eligibility {
            if !field.isEmpty { field.append(contentsOf: " | ".utf8) }
            field.append(contentsOf: ids[index])
            field.append(contentsOf: ": ".utf8)
            rule.writeReason(batch, row, to: &field)
        }
        appendField()
        append(",")
        field.removeAll(keepingCapacity: true)
        for ask in asks {
            if !field.isEmpty { field.append(contentsOf: "; ".utf8) }
            field.append(contentsOf: ask.description.utf8)
        }
        appendField()
        append("\n")
    }

    /// The field, in quotes if it needs them.
    private mutating func appendField() {
        var needsQuotes = field.first == UInt8(ascii: " ") || field.last == UInt8(ascii: " ")
        for byte in field
        where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
        {
            needsQuotes = true
            break
        }
        guard needsQuotes else { return bytes.append(contentsOf: field) }
        bytes.append(UInt8(ascii: "\""))
        for byte in field {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension VerdictWriter {
    private mutating func writeJSON(
        _ batch: borrowing CSVRowBatch, _ row: Int, _ rules: [RuleScreen], _ eligibility: UInt8, _ asks: [FactAsk]
    ) {
        if isFirst { append("\n  {\"subject\": ") } else { append(",\n  {\"subject\": ") }
        takeSubject(batch, row)
        appendString()
        append(", \"eligibility\": \"")
        append(VerdictWriter.word(eligibility))
        append("\", \"failed\": [")
        appendIDs(row, rules, verdict: 0)
        append("], \"open\": [")
        appendIDs(row, rules, verdict: 1)
        append("], \"ask\": [")
        for (index, ask) in asks.enumerated() {
            if index > 0 { append(", ") }
            field.removeAll(keepingCapacity: true)
            field.append(contentsOf: ask.description.utf8)
            appendString()
        }
        append("], \"reasons\": {")
        appendReasons(batch, row, rules)
        append("}}")
    }

    private mutating func appendIDs(_ row: Int, _ rules: [RuleScreen], verdict: UInt8) {
        var isFirst = true
        for (index, rule) in rules.enumerated() where rule.verdicts[row] == verdict {
            if !isFirst { append(", ") }
            isFirst = false
            field.removeAll(keepingCapacity: true)
            field.append(contentsOf: ids[index])
            appendString()
        }
    }

    /// The reasons of the criteria that are not met, and of those that are unknown.
    private mutating func appendReasons(_ batch: borrowing CSVRowBatch, _ row: Int, _ rules: [RuleScreen]) {
        var isFirst = true
        for (index, rule) in rules.enumerated() where rule.verdicts[row] != 2 {
            if !isFirst { append(", ") }
            isFirst = false
            field.removeAll(keepingCapacity: true)
            field.append(contentsOf: ids[index])
            appendString()
            append(": ")
            field.removeAll(keepingCapacity: true)
            rule.writeReason(batch, row, to: &field)
            appendString()
        }
    }

    /// The field as a string.
    private mutating func appendString() {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in field {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
