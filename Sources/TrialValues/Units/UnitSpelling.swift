/// Printed spellings of units, and the UCUM codes that they mean.
enum UnitSpelling {
    /// The spellings that advice offers for one that is no unit.
    static let common = [
        "10^9/L", "10^12/L", "10^3/uL", "10^6/uL", "cells/uL", "/mm3", "/uL", "K/uL", "g/dL", "g/L", "mg/dL", "mg/L",
        "ug/dL", "ug/L", "ug/mL", "ng/mL", "ng/dL", "pg/mL", "pg", "fL", "mmol/L", "umol/L", "nmol/L", "pmol/L",
        "mEq/L",
        "U/L", "IU/L", "IU/mL", "mIU/L", "ukat/L", "nkat/L", "mg/mmol", "mg/g", "mmol/mol", "mOsm/kg", "mL/min",
        "mL/min/1.73 m2", "mg/24 h", "g/24 h", "mL/h", "L/min", "%", "kg", "g", "mg", "ug", "ng", "kg/m2", "mg/m2",
        "mg/kg", "mg/kg/day", "mg/m2/day", "ug/kg/min", "mL", "L", "IU", "units", "cm", "mm", "m", "m2", "cm2", "mm2",
        "inches", "feet", "pounds", "mmHg", "kPa", "cmH2O", "°C", "°F", "ms", "seconds", "minutes", "hours", "days",
        "weeks", "months", "years", "beats/min", "/min", "mm/h", "Gy", "cGy", "MBq", "kcal", "pack-years",
    ]

    /// The text with the letters of a plain keyboard: `µ` as `u`, `×` as `x`, `m²` as `m2`, one space for several.
    static func plain(_ text: String) -> String {
        var plain = ""
        for character in text {
            switch character {
            case "µ", "μ": plain += "u"
            case "×", "✕", "∗": plain += character == "∗" ? "*" : "x"
            case "·", "⋅", "•": plain += "."
            case "∕", "⁄", "÷": plain += "/"
            case "−", "–", "‐", "‑": plain += "-"
            case "⁻": plain += "-"
            case "º", "˚": plain += "°"
            case " ", "\t", "\u{A0}", "\u{2009}", "\u{202F}": plain += plain.isEmpty || plain.hasSuffix(" ") ? "" : " "
            default: plain += superscripts[character] ?? String(character)
            }
        }
        return plain.hasSuffix(" ") ? String(plain.dropLast()) : plain
    }

    private static let superscripts: [Character: String] = [
        "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    ]

    /// The code that is meant by a plain text, as far as it is not one already.
    static func code(ofPlain text: String) -> String {
        if let whole = wholes[text.lowercased()] { return whole }
        var code = text
        for (phrase, replacement) in phrases { code = replace(phrase, in: code, by: replacement) }
        if code.lowercased().hasPrefix("per ") { code = "/" + code.dropFirst(4) }
        code = withoutCounted(withPowerOfTen(code))
        code = withoutPowerSigns(withStandardBody(code))
        return wholes[code.lowercased()] ?? multiples(code)
    }

    /// Spellings that are one word to those who print them, in lower case.
    private static let wholes: [String: String] = [
        "mm hg": "mm[Hg]", "mmhg": "mm[Hg]", "cm h2o": "cm[H2O]", "cmh2o": "cm[H2O]", "mg%": "mg/dL", "g%": "g/dL",
        "bpm": "/min", "beats/min": "{beats}/min", "beats/minute": "{beats}/min", "breaths/min": "{breaths}/min",
        "mu": "10*6.U", "miu": "10*6.[iU]", "million units": "10*6.U", "million iu": "10*6.[iU]",
        "pack-years": "{pack-years}", "pack years": "{pack-years}", "pack-year": "{pack-years}",
        "per cent": "%", "deg c": "Cel", "deg f": "[degF]", "° c": "Cel", "° f": "[degF]", "degrees celsius": "Cel",
        "degrees fahrenheit": "[degF]", "tablet": "{tablet}", "tablets": "{tablet}", "capsule": "{capsule}",
        "capsules": "{capsule}",
    ]

    /// Words inside of printed spellings, in lower case, and what stands for them in a code.
    private static let phrases = [
        (" per ", "/"), (" /", "/"), ("/ ", "/"), ("cubic millimetres", "mm3"), ("cubic millimetre", "mm3"),
        ("cubic millimeters", "mm3"), ("cubic millimeter", "mm3"), ("cubic mm", "mm3"), ("cu. mm", "mm3"),
        ("cu mm", "mm3"), ("cumm", "mm3"), ("/cmm", "/mm3"), ("square metres", "m2"), ("square metre", "m2"),
        ("square meters", "m2"), ("square meter", "m2"), ("sq. m", "m2"), ("sq m", "m2"), ("/24 hours", "/d"),
        ("/24hours", "/d"), ("/24 hrs", "/d"), ("/24hrs", "/d"), ("/24 hr", "/d"), ("/24hr", "/d"), ("/24 h", "/d"),
        ("/24h", "/d"),
    ]

    /// The text with a phrase replaced wherever it stands, in letters of either case.
    private static func replace(_ phrase: String, in text: String, by replacement: String) -> String {
        let wanted = Array(phrase)
        let letters = Array(text)
        guard letters.count >= wanted.count else { return text }
        var result = ""
        var index = 0
        while index < letters.count {
            let end = index + wanted.count
            if end <= letters.count, letters[index..<end].map({ $0.lowercased() }) == wanted.map(String.init) {
                result += replacement
                index = end
            } else {
                result.append(letters[index])
                index += 1
            }
        }
        return result
    }

    /// `x10^9`, `x 10E9`, `10**9`, `10(9)` and `x109`, where the print has lost the superscript, as `10*9`.
    private static func withPowerOfTen(_ text: String) -> String {
        var rest = Substring(text)
        let isTimes = rest.first == "x" || rest.first == "X" || rest.first == "*"
        if isTimes { rest = rest.dropFirst().drop { $0 == " " } }
        guard rest.hasPrefix("10") else { return text }
        rest = rest.dropFirst(2)
        guard let sign = ["**", "^", "*", "e", "E", "("].first(where: rest.hasPrefix) ?? (isTimes ? "" : nil) else {
            return text
        }
        rest = rest.dropFirst(sign.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 1 || digits.count == 2 else { return text }
        rest = rest.dropFirst(digits.count)
        if sign == "(" {
            guard rest.first == ")" else { return text }
            rest = rest.dropFirst()
        }
        return "10*" + digits + rest
    }

    /// The text without the word for what is counted in a volume, such as `cells`.
    private static func withoutCounted(_ text: String) -> String {
        guard let slash = text.firstIndex(of: "/") else { return text }
        let words = text[..<slash].split(separator: " ")
        let counted = ["cell", "cells", "copies", "platelets", "leukocytes", "leucocytes", "neutrophils"]
        guard let last = words.last, counted.contains(last.lowercased()) else { return text }
        return words.dropLast().joined(separator: " ") + text[slash...]
    }

    /// `/1.73 m2`, `/1.73m^2` and `/(1.73 m2)` as one component.
    private static func withStandardBody(_ text: String) -> String {
        guard let slash = text.lastIndex(of: "/") else { return text }
        let body = text[slash...].lowercased().filter { !" ()^*".contains($0) }
        return body == "/1.73m2" ? text[..<slash] + "/{1.73_m2}" : text
    }

    /// `m^2` and `m**2` as `m2`.
    private static func withoutPowerSigns(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "^" || character == "*", let last = result.last, last.isLetter { continue }
            result.append(character)
        }
        return result
    }

    /// Thousands and millions before a volume: `K/uL` is `10*3/uL`.
    private static func multiples(_ code: String) -> String {
        guard let slash = code.firstIndex(of: "/") else { return code }
        let volumes = ["/ul", "/mm3", "/l", "/ml", "/nl", "/microliter", "/microlitre"]
        guard volumes.contains(code[slash...].lowercased()) else { return code }
        let power =
            switch code[..<slash] {
            case "K", "k", "thou", "Thou", "thous", "Thous", "thousand", "Tsd", "Tsd.": "10*3"
            case "M", "mil", "Mil", "mill", "Mill", "million", "Mio", "Mio.": "10*6"
            case "G", "GI", "Gi", "giga", "Giga": "10*9"
            case "T", "TI", "Ti", "tera", "Tera": "10*12"
            default: String(code[..<slash])
            }
        return power + code[slash...]
    }
}
