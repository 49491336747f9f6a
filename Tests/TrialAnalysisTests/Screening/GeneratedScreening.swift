import TrialModel
import TrialValues

/// A population and a table of subjects drawn from a seed, with everything that a cell may hold.
struct GeneratedScreening {
    private var state: UInt64
    /// The study file.
    private(set) var study = ""
    /// The table.
    private(set) var table = ""
    /// The day on which one looks.
    private(set) var on: Day?

    init(seed: UInt64, rows: Int = 60) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
        let hasWindow = below(2) == 0
        let hasReference = below(4) > 0
        on = below(2) == 0 ? Day("2024-03-01") : nil
        study = "equipoise: 1\nstudy: {id: X, title: generated}\npopulation:\n"
        if hasReference { study += "  reference: start\n" }
        if hasWindow {
            study += "  window: \(pick(["14 days before start", "2 months of start", "28 days of screening"]))\n"
        }
        for (role, count) in [("inclusion", 5), ("exclusion", 3)] {
            study += "  \(role):\n"
            for index in 1...count {
                let rule = below(12) == 0 ? "unspecified" : rule(depth: 2)
                let window = below(6) == 0 && rule != "unspecified" ? ", window: 1 month before start" : ""
                study += "    - {id: \(role.prefix(1).uppercased())\(index), text: t, rule: '\(rule)'\(window)}\n"
            }
        }
        table = makeTable(rows)
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    private mutating func rule(depth: Int) -> String {
        guard depth > 0, below(3) == 0 else { return condition() }
        let parts = (0..<(2 + below(2))).map { _ in rule(depth: depth - 1) }.joined(separator: ", ")
        return pick(["any of (\(parts))", "all of (\(parts))", "at least 2 of (\(parts))", "not any of (\(parts))"])
    }

    private mutating func condition() -> String {
        pick([
            "platelets > 100,000 /mm3", "platelets in 50...200 10^9/L", "neutrophils >= 1.0 10^9/L",
            "neutrophils < 500 /mm3", "creatinine < 2.5 mg/dL", "creatinine <= 221 umol/L", "haemoglobin >= 8 g/dL",
            "calcium <= 2.875 mmol/L", "ALT > 2 x ULN", "bilirubin <= 1.5 x ULN", "ALT < 100 U/L", "ECOG in 0...2",
            "ECOG in [0, 1]", "response >= PR", "response in [SD, MR]", "ISS in [I, II]", "consent signed",
            "not pregnant",
            "induction regimen in [PI, IMiD]", "grade of peripheral neuropathy >= 2", "lines of treatment in [1, 2]",
            "lines of treatment <= 3", "age >= 18 years", "age < 75 years", "days since transplant in 60...180",
            "days from transplant to randomisation <= 115", "months from diagnosis to transplant <= 12",
            "weeks since transplant >= 8", "transplant", "major surgery", "days since major surgery > 28",
            "creatinine clearance > 30 mL/min", "platelets is known", "lowest neutrophils < 1000 /mm3",
            "platelets >= 75 10^9/L within 14 days before start", "weight > 50 kg", "days since radiotherapy >= 14",
            "allergies includes penicillin", "transplant before 2024-01-10", "transplant after diagnosis",
        ])
    }

    private mutating func makeTable(_ rows: Int) -> String {
        var columns: [(name: String, kind: Int)] = [("subject", 0)]
        func add(_ choices: [(String, Int)]) {
            if below(6) > 0 { columns.append(choices[below(choices.count)]) }
        }
        add([("platelets [10^9/L]", 1), ("platelets [/mm3]", 2), ("PLT [K/uL]", 1), ("platelets", 3)])
        add([("platelets date", 9)])
        add([("ANC [10^9/L]", 4), ("neutrophils [/uL]", 2)])
        add([("neutrophils date", 9)])
        add([("creatinine [mg/dL]", 5), ("creatinine [umol/L]", 6)])
        add([("haemoglobin [g/dL]", 7), ("Hb [g/L]", 6), ("haemoglobin [mmol/L]", 5)])
        add([("calcium [mg/dL]", 7), ("calcium [mmol/L]", 20)])
        add([("ALT [U/L]", 6), ("ALT [ukat/L]", 5)])
        add([("ALT ULN [U/L]", 8)])
        add([("bilirubin [mg/dL]", 5)])
        add([("upper limit of bilirubin [mg/dL]", 8)])
        add([("ECOG", 10)])
        add([("ECOG date", 9)])
        add([("response", 11)])
        add([("ISS", 12)])
        add([("consent signed", 13)])
        add([("pregnant", 13)])
        add([("induction regimen", 14)])
        add([("grade of peripheral neuropathy", 10)])
        add([("lines of treatment", 10)])
        add([("age [years]", 21)])
        add([("birth date", 16)])
        add([("weight [kg]", 15), ("weight [lb]", 15)])
        add([("sex", 17)])
        for name in ["transplant", "diagnosis", "randomisation", "start", "major surgery", "radiotherapy", "screening"]
        {
            add([(name, 18)])
        }
        add([("days since transplant", 15)])
        add([("allergies", 19)])
        var text = columns.map(\.name).joined(separator: ",") + "\n"
        for row in 1...rows {
            text +=
                columns.map { $0.kind == 0 ? "S\(row)" : below(7) == 0 ? pick(["", "NA", "."]) : cell($0.kind) }
                .joined(separator: ",") + "\n"
        }
        return text
    }

    private mutating func cell(_ kind: Int) -> String {
        switch kind {
        case 1: return below(10) == 0 ? pick(["100 10^9/L", "50", "200.0", "75"]) : "\(below(300))"
        case 2: return below(6) == 0 ? pick(["1000", "1000.0", "500"]) : "\(below(3000))"
        case 3: return pick(["100 10^9/L", "99 K/uL", "\"100,000 /mm3\"", "74999 /uL"])
        case 4: return "\(below(3)).\(below(10))\(below(3) == 0 ? "0" : "")"
        case 5: return below(8) == 0 ? pick(["2.50", "0.5", "2 x ULN"]) : "\(below(4)).\(below(100))"
        case 6: return below(8) == 0 ? pick(["221", "221.0", "80", "3 x ULN"]) : "\(below(230))"
        case 7: return below(8) == 0 ? pick(["8", "8.0", "11.5"]) : "\(1 + below(18)).\(below(10))"
        case 8: return pick(["40", "35", "1.2", "unknown"])
        case 9: return below(8) == 0 ? pick(["2024-02", "2024"]) : day(2024, spread: 90)
        case 10: return "\(below(5))"
        case 11: return pick(["PD", "SD", "MR", "PR", "VGPR", "CR", "sCR", "partial response"])
        case 12: return pick(["I", "II", "III", "3"])
        case 13: return pick(["yes", "no", "Yes", "n", "unknown"])
        case 14: return pick(["PI", "IMiD", "PI+IMiD"])
        case 15: return below(8) == 0 ? pick(["18", "75", "60", "180"]) : "\(5 + below(200))"
        case 16: return below(8) == 0 ? pick(["1950", "2006-02"]) : day(1940 + below(70), spread: 365)
        case 17: return pick(["male", "female", "F", "m"])
        case 18:
            return below(8) == 0 ? pick(["never", "2024-01", "2023", "2024-02-29"]) : day(2023 + below(2), spread: 180)
        case 20: return "\(1 + below(3)).\(below(100))"
        case 21: return below(8) == 0 ? pick(["18", "75", "unknown"]) : "\(below(100))"
        default: return pick(["penicillin", "none", "penicillin; latex", "latex"])
        }
    }

    private mutating func day(_ year: Int, spread: Int) -> String {
        Day(year: year, month: 1, day: 1)?.adding(days: below(spread))?.description ?? "2024-01-01"
    }
}
