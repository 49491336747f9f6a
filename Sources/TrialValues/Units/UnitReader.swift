/// Reads a UCUM code, component by component.
///
/// ```
/// term      = ["/"] component { ("." | "/") component }
/// component = "(" term ")" | number | "10*" power | unit [power] [annotation] | annotation
/// ```
struct UnitReader {
    private var rest: Substring
    private var depth = 0

    init(_ code: String) { rest = Substring(code) }

    /// The unit that the whole text writes.
    mutating func unit() -> MeasurementUnit? {
        guard let term = term(), rest.isEmpty else { return nil }
        return term
    }

    private mutating func term() -> MeasurementUnit? {
        var product: MeasurementUnit
        if rest.first == "/" {
            product = .one
        } else {
            guard let first = component() else { return nil }
            product = first
        }
        while let sign = rest.first, sign == "." || sign == "/" {
            rest.removeFirst()
            // `2.5` is no product of 2 and 5.
            if sign == ".", rest.first?.isNumber == true, !rest.hasPrefix("10*") { return nil }
            guard let next = component(), let joined = UnitReader.join(product, sign, next) else { return nil }
            product = joined
        }
        return product
    }

    private static func join(_ a: MeasurementUnit, _ sign: Character, _ b: MeasurementUnit) -> MeasurementUnit? {
        // A temperature with its own zero cannot be part of a product.
        guard a.offset == nil, b.offset == nil, let second = b.factor.power(sign == "/" ? -1 : 1),
            let factor = a.factor.multiplied(by: second)
        else { return nil }
        let isFirst = a == .one && sign == "/"
        return MeasurementUnit(
            code: (isFirst ? "" : a.code) + String(sign) + b.code,
            printed: (isFirst ? "" : a.printed) + String(sign) + (sign == "/" ? singular(b.printed) : b.printed),
            dimension: a.dimension * b.dimension.power(sign == "/" ? -1 : 1), factor: factor)
    }

    private static func singular(_ printed: String) -> String {
        ["days", "weeks", "months", "years"].contains(printed) ? String(printed.dropLast()) : printed
    }

    private mutating func component() -> MeasurementUnit? {
        guard let first = rest.first else { return nil }
        if first == "(" { return parenthesised() }
        if first == "{" { return annotation() }
        if rest.hasPrefix("10*") || rest.hasPrefix("10^") { return powerOfTen() }
        return first.isASCII && first.isNumber ? number() : simple()
    }

    private mutating func parenthesised() -> MeasurementUnit? {
        rest.removeFirst()
        depth += 1
        defer { depth -= 1 }
        guard depth <= 4, let term = term(), term.offset == nil, rest.first == ")" else { return nil }
        rest.removeFirst()
        return MeasurementUnit(
            code: "(\(term.code))", printed: "(\(term.printed))", dimension: term.dimension, factor: term.factor)
    }

    private mutating func annotation() -> MeasurementUnit? {
        guard let text = annotationText() else { return nil }
        // The surface of a standard body is a unit of its own, so that a clearance for it is no other clearance.
        if text == "1.73_m2" {
            guard let factor = ConversionFactor(173, exponent: -2) else { return nil }
            return MeasurementUnit(
                code: "{1.73_m2}", printed: "1.73 m2", dimension: UnitDimension(length: 2), factor: factor)
        }
        return MeasurementUnit(code: "{\(text)}", printed: text, dimension: .none, factor: .one)
    }

    private mutating func annotationText() -> String? {
        guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
        let text = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        return text.isEmpty || text.contains("{") ? nil : String(text)
    }

    private mutating func powerOfTen() -> MeasurementUnit? {
        rest = rest.dropFirst(3)
        guard let power = exponent(), abs(power) <= 18, let factor = ConversionFactor(1, exponent: power) else {
            return nil
        }
        return MeasurementUnit(code: "10*\(power)", printed: "10^\(power)", dimension: .none, factor: factor)
    }

    private mutating func number() -> MeasurementUnit? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count <= 9, let value = UInt64(digits), let factor = ConversionFactor(value) else {
            return nil
        }
        rest = rest.dropFirst(digits.count)
        if value == 1 { return .one }
        return MeasurementUnit(code: String(value), printed: String(value), dimension: .none, factor: factor)
    }

    private mutating func exponent() -> Int? {
        let sign = rest.first == "-" ? -1 : 1
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return digits.utf8.count <= 2 ? Int(digits).map { sign * $0 } : nil
    }

    private mutating func simple() -> MeasurementUnit? {
        guard let name = UnitReader.name(rest), let base = UnitReader.unit(named: name) else { return nil }
        rest = rest.dropFirst(name.count)
        var unit = base
        if let next = rest.first, next == "-" || next == "+" || (next.isASCII && next.isNumber) {
            guard base.offset == nil, let power = exponent(), power != 0, abs(power) <= 9,
                let factor = base.factor.power(power)
            else { return nil }
            unit = MeasurementUnit(
                code: base.code + String(power), printed: base.printed + String(power),
                dimension: base.dimension.power(power), factor: factor)
        }
        guard rest.first == "{" else { return unit }
        guard let note = annotationText() else { return nil }
        return MeasurementUnit(
            code: "\(unit.code){\(note)}", printed: unit.printed, dimension: unit.dimension, factor: unit.factor,
            offset: unit.offset)
    }

    /// The longest start of the text that can be the name of a unit: up to a sign or a digit outside of brackets.
    private static func name(_ text: Substring) -> Substring? {
        if text.hasPrefix("mmol/mol") { return text.prefix(8) }
        var isInBrackets = false
        let name = text.prefix { character in
            if character == "[" { isInBrackets = true }
            if character == "]" { isInBrackets = false }
            return isInBrackets || character == "]"
                || !(character.isNumber || "./(){}+-*^ ".contains(character))
        }
        return name.isEmpty ? nil : name
    }

    private static func unit(named name: Substring) -> MeasurementUnit? {
        if let atom = UnitAtom.byCode[String(name)] { return unit(nil, atom) }
        if let prefix = name.first, let atom = UnitAtom.byCode[String(name.dropFirst())],
            atom.prefixes.contains(prefix)
        {
            return unit(prefix, atom)
        }
        if ["mM", "uM", "nM", "pM"].contains(name) { return molar(name) }
        // `MU` may be a million units or, from a printer without small letters, a thousandth of one.
        if name == "MU" || name == "MIU" { return nil }
        return UnitAtom.byWord[name.lowercased()].flatMap { unit($0.prefix, $0.atom) }
    }

    private static func molar(_ name: Substring) -> MeasurementUnit? {
        var reader = UnitReader("\(name.prefix(1))mol/L")
        return reader.unit()
    }

    private static func unit(_ prefix: Character?, _ atom: UnitAtom) -> MeasurementUnit? {
        guard var factor = atom.factor else { return nil }
        guard let prefix else {
            return MeasurementUnit(
                code: atom.code, printed: atom.printed, dimension: atom.dimension, factor: factor, offset: atom.offset)
        }
        guard let (_, power, sign, _) = UnitAtom.prefixes.first(where: { $0.code == prefix }),
            let multiple = ConversionFactor(1, exponent: power), let product = factor.multiplied(by: multiple)
        else { return nil }
        factor = product
        return MeasurementUnit(
            code: String(prefix) + atom.code, printed: sign + atom.printed, dimension: atom.dimension, factor: factor)
    }
}
