/// A unit that others are made of, such as the gram, with the prefixes that may stand before it.
///
/// A prefix that would only be a slip is not among them: `Mg/dL` is no megagram.
struct UnitAtom {
    /// The UCUM code.
    let code: String
    /// As people read it.
    let printed: String
    let dimension: UnitDimension
    /// How many base units it is: metre, gram, second, mole, equivalent, kelvin.
    let factor: ConversionFactor?
    /// What is added to a value before the factor: 273.15 of degrees Celsius.
    let offset: ExactDecimal?
    /// The prefixes that it takes.
    let prefixes: String
    /// Other words for it, in lower case.
    let words: [String]

    init(
        _ code: String, printed: String? = nil, _ dimension: UnitDimension, _ numerator: UInt64 = 1,
        over denominator: UInt64 = 1, ten exponent: Int = 0, plus offset: ExactDecimal? = nil, prefixes: String = "",
        words: [String] = []
    ) {
        self.code = code
        self.printed = printed ?? code
        self.dimension = dimension
        self.factor = ConversionFactor(numerator, over: denominator, exponent: exponent)
        self.offset = offset
        self.prefixes = prefixes
        self.words = words
    }

    /// The prefixes of UCUM that occur, with their power of ten, the sign that people read and their name.
    static let prefixes: [(code: Character, power: Int, printed: String, name: String)] = [
        ("k", 3, "k", "kilo"), ("h", 2, "h", "hecto"), ("d", -1, "d", "deci"), ("c", -2, "c", "centi"),
        ("m", -3, "m", "milli"), ("u", -6, "µ", "micro"), ("n", -9, "n", "nano"), ("p", -12, "p", "pico"),
        ("f", -15, "f", "femto"), ("M", 6, "M", "mega"), ("G", 9, "G", "giga"),
    ]

    /// The atom of a UCUM code.
    static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

    /// The atom and prefix of a code or word in lower case, such as `mg`, `gm` or `millilitres`.
    static let byWord: [String: (prefix: Character?, atom: UnitAtom)] = {
        var found: [String: (prefix: Character?, atom: UnitAtom)] = [:]
        for atom in all {
            for word in atom.words + [atom.code.lowercased()] where found[word] == nil { found[word] = (nil, atom) }
        }
        for atom in all {
            for prefix in prefixes where atom.prefixes.contains(prefix.code) {
                for word in atom.words + [atom.code.lowercased()] {
                    let short = String(prefix.code).lowercased() + word
                    if word.utf8.count <= 3, found[short] == nil { found[short] = (prefix.code, atom) }
                    let long = prefix.name + word
                    if word.utf8.count >= 3, found[long] == nil { found[long] = (prefix.code, atom) }
                }
            }
        }
        found["mcg"] = byCode["g"].map { ("u", $0) }
        found["cc"] = byCode["L"].map { ("m", $0) }
        return found
    }()
}

extension UnitAtom {
    /// Units and their factors as UCUM 2.1 defines them (Regenstrief Institute, ucum-essence.xml).
    static let all: [UnitAtom] = lengthAndMass + times + amounts + physics

    private static let lengthAndMass: [UnitAtom] = [
        UnitAtom("m", UnitDimension(length: 1), prefixes: "kcmdun", words: ["metre", "metres", "meter", "meters"]),
        UnitAtom(
            "L", .volume, ten: -3, prefixes: "dcmunpfh", words: ["litre", "litres", "liter", "liters", "ltr"]),
        UnitAtom("g", .mass, prefixes: "kdcmunpf", words: ["gm", "gms", "gram", "grams", "gramme", "grammes"]),
        UnitAtom("t", .mass, ten: 6, words: ["tonne", "tonnes"]),
        UnitAtom("[lb_av]", printed: "lb", .mass, 45_359_237, ten: -5, words: ["lb", "lbs", "pound", "pounds"]),
        UnitAtom("[oz_av]", printed: "oz", .mass, 28_349_523_125, ten: -9, words: ["oz", "ounce", "ounces"]),
        UnitAtom("[in_i]", printed: "in", UnitDimension(length: 1), 254, ten: -4, words: ["in", "inch", "inches"]),
        UnitAtom("[ft_i]", printed: "ft", UnitDimension(length: 1), 3048, ten: -4, words: ["ft", "foot", "feet"]),
    ]

    private static let times: [UnitAtom] = [
        UnitAtom("s", .duration, prefixes: "mun", words: ["sec", "secs", "second", "seconds"]),
        UnitAtom("min", .duration, 60, words: ["mins", "minute", "minutes"]),
        UnitAtom("h", .duration, 3600, words: ["hr", "hrs", "hour", "hours"]),
        UnitAtom("d", printed: "days", .duration, 86_400, words: ["day", "days"]),
        UnitAtom("wk", printed: "weeks", .duration, 604_800, words: ["wks", "week", "weeks"]),
        UnitAtom("mo", printed: "months", .duration, 2_629_800, words: ["mos", "mth", "mths", "month", "months"]),
        UnitAtom("a", printed: "years", .duration, 31_557_600, words: ["y", "yr", "yrs", "year", "years"]),
        UnitAtom("Hz", UnitDimension(time: -1), words: ["hertz"]),
    ]

    private static let amounts: [UnitAtom] = [
        UnitAtom("mol", UnitDimension(amount: 1), prefixes: "munpfk", words: ["mole", "moles", "mols"]),
        UnitAtom("osm", UnitDimension(amount: 1), prefixes: "m", words: ["osmol", "osmole", "osmoles"]),
        UnitAtom(
            "eq", printed: "Eq", UnitDimension(equivalents: 1), prefixes: "mun",
            words: ["equiv", "equivalent", "equivalents"]),
        UnitAtom("kat", UnitDimension(time: -1, amount: 1), prefixes: "mun", words: ["katal", "katals"]),
        UnitAtom(
            "U", UnitDimension(time: -1, amount: 1), 1, over: 60, ten: -6, prefixes: "kmun",
            words: ["unit", "units"]),
        UnitAtom(
            "[iU]", printed: "IU", UnitDimension(time: -1, amount: 1), 1, over: 60, ten: -6, prefixes: "kmun",
            words: ["iu", "[iu]", "i.u."]),
        UnitAtom("%", .none, ten: -2, words: ["percent", "pct"]),
        UnitAtom("[pH]", printed: "pH", .none, words: ["ph"]),
        UnitAtom("mmol/mol", UnitDimension(arbitrary: 1)),
    ]

    private static let physics: [UnitAtom] = [
        UnitAtom("K", UnitDimension(temperature: 1), words: ["kelvin"]),
        UnitAtom(
            "Cel", printed: "°C", UnitDimension(temperature: 1), plus: ExactDecimal("273.15"),
            words: ["degc", "c", "celsius", "°c"]),
        UnitAtom(
            "[degF]", printed: "°F", UnitDimension(temperature: 1), 5, over: 9, plus: ExactDecimal("459.67"),
            words: ["degf", "f", "fahrenheit", "°f"]),
        UnitAtom("Pa", UnitDimension(length: -1, mass: 1, time: -2), ten: 3, prefixes: "khm"),
        UnitAtom(
            "m[Hg]", printed: "mHg", UnitDimension(length: -1, mass: 1, time: -2), 133_322, ten: 3, prefixes: "m",
            words: ["m[hg]", "mhg"]),
        UnitAtom(
            "m[H2O]", printed: "mH2O", UnitDimension(length: -1, mass: 1, time: -2), 980_665, ten: 1, prefixes: "cm",
            words: ["m[h2o]", "mh2o"]),
        UnitAtom("J", UnitDimension(length: 2, mass: 1, time: -2), ten: 3, prefixes: "k", words: ["joule", "joules"]),
        UnitAtom(
            "cal", UnitDimension(length: 2, mass: 1, time: -2), 4184, prefixes: "k", words: ["calorie", "calories"]),
        UnitAtom("Gy", UnitDimension(length: 2, time: -2), prefixes: "cm", words: ["gray"]),
        UnitAtom("Sv", UnitDimension(length: 2, time: -2), prefixes: "mu", words: ["sievert"]),
        UnitAtom("Bq", UnitDimension(time: -1), prefixes: "kMG", words: ["becquerel"]),
        UnitAtom("Ci", UnitDimension(time: -1), 37, ten: 9, prefixes: "mu", words: ["curie"]),
    ]
}
