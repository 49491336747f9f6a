import Foundation

/// The JSON Schema of what a parser asks for, by which editors complete keys and mark faults while one types.
///
/// It is made from the keys that the parser asks for, so that it cannot say anything else than the parser. Editors know less: a
/// schema cannot say that of two keys one must be there and the other not.
public struct StudySchema: Sendable {
    /// The schema as JSON, indented, its keys sorted, ending with a line break.
    public let text: String

    /// The schema of the design file: a rule, a list of rules, or the sections of a study file.
    public static var designFile: StudySchema {
        let anySections = StudySection.allCases.map { ($0.rawValue, Part.flag(true)) }
        return StudySchema(
            .object([
                "$schema": draft,
                "title": "Design file of Equipoise",
                "description": "A rule, a list of rules, or a study file with the sections design and monitoring.",
                "if": ["type": "object", "not": ["required": ["rule"]]],
                "then": study(Dictionary(anySections, uniquingKeysWith: { first, _ in first }), required: []),
                "else": ["$ref": "#/$defs/rules"],
                "$defs": .object(ruleDefinitions),
            ]))
    }

    /// The schema of the study file: every section.
    public static var studyFile: StudySchema {
        let known = StudyParts.shapes.map { section, shape in
            (section.rawValue, section == .study ? part(shape) : part(.any([shape, .gap])))
        }
        let sections = known + StudySection.allCases.map { ($0.rawValue, .flag(true)) }
        let study = study(Dictionary(sections, uniquingKeysWith: { first, _ in first }), required: ["study"])
        return StudySchema(
            study.adding("$schema", draft).adding("title", "Study file of Equipoise")
                .adding("$defs", .object(ruleDefinitions)))
    }

    /// What marks a gap.
    private static var gap: Part {
        let word = Stated<String>.word
        let note: Part = .object([
            "type": "object", "required": .list([.text(word)]), "additionalProperties": false,
            "properties": .object([word: part(.text(pattern: nil))]),
        ])
        return ["anyOf": .list([.object(["const": .text(word)]), note])]
    }

    private static let draft: Part = "https://json-schema.org/draft/2020-12/schema"

    /// The rules and their facts, which other parts refer to.
    private static var ruleDefinitions: [String: Part] {
        var definitions: [String: Part] = ["rules": rules, "facts": facts, "gap": gap]
        definitions["rule"] = .object([
            "type": "object",
            "required": ["rule"],
            "properties": ["rule": .object(["enum": .list(DesignRule.Name.allCases.map { .text($0.rawValue) })])],
            "allOf": .list(
                DesignRule.Name.allCases.map { name in
                    [
                        "if": ["properties": ["rule": ["const": .text(name.rawValue)]]],
                        "then": ["$ref": .text("#/$defs/\(name.rawValue)")],
                    ]
                }),
        ])
        for name in DesignRule.Name.allCases { definitions[name.rawValue] = group(name.keys) }
        return definitions
    }

    /// A study file with these sections besides the version and those of the design.
    private static func study(_ others: [String: Part], required: [Part]) -> Part {
        var sections = others
        sections["equipoise"] = ["enum": ["1", 1]]
        let design: Part = [
            "if": ["type": "object", "not": ["required": ["rule"]]],
            "then": group(StudyDesign.designKeys),
            "else": ["$ref": "#/$defs/rules"],
        ]
        sections["design"] = ["anyOf": .list([part(.gap), design])]
        sections["monitoring"] = ["anyOf": .list([part(.gap), part(.rules)])]
        var study: Part = ["type": "object", "properties": .object(sections), "additionalProperties": false]
        if !required.isEmpty { study = study.adding("required", .list(required)) }
        return study
    }

    private static var facts: Part { part(Expectation<DesignFacts>.designFacts.shape) }

    private static var rules: Part {
        ["anyOf": [["$ref": "#/$defs/rule"], ["type": "array", "minItems": 1, "items": ["$ref": "#/$defs/rule"]]]]
    }

    private init(_ root: Part) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and lists of them are all there is, which always encode.
        text = ((try? encoder.encode(root)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
    }

    private static func group(_ keys: [MappingReader.Key], others: StudyShape? = nil) -> Part {
        var properties: [String: Part] = [:]
        for key in keys {
            // Every rule may have facts of its own, which are told once.
            let part: Part = key.name == "design" ? ["$ref": "#/$defs/facts"] : part(key.shape)
            properties[key.name] = part.adding("description", .text("\(key.meaning): \(key.words)"))
        }
        var group: [String: Part] = [
            "type": "object", "properties": .object(properties), "additionalProperties": others.map(part) ?? false,
        ]
        let required = keys.filter(\.isRequired).map { Part.text($0.name) }
        if !required.isEmpty { group["required"] = .list(required) }
        return .object(group)
    }

    private static func part(_ shape: StudyShape) -> Part {
        switch shape {
        case .number(let least, let most):
            var part: [String: Part] = ["type": "number"]
            part["minimum"] = least.map(Part.number)
            part["maximum"] = most.map(Part.number)
            return .object(part)
        case .wholeNumber(let least): return ["type": "integer", "minimum": .number(Double(least))]
        // What one writes without quotes may look like a number or a truth value to an editor.
        case .text(nil): return ["type": ["string", "number", "boolean"]]
        case .text(let pattern?): return ["type": "string", "pattern": .text(pattern)]
        case .choice(["yes", "no"]): return ["enum": ["yes", "no", true, false]]
        case .choice(["one", "two"]): return ["enum": ["one", "two", 1, 2]]
        case .choice(let words):
            return ["enum": .list(words.map(Part.text) + words.compactMap(Double.init).map(Part.number))]
        case .list(let item): return ["type": "array", "items": part(item)]
        case .group(let keys, let others): return group(keys, others: others)
        case .rules: return ["$ref": "#/$defs/rules"]
        case .gap: return ["$ref": "#/$defs/gap"]
        // A list of forms may not be empty; anything goes where none is named.
        case .any([]): return [:]
        case .any(let shapes): return ["anyOf": .list(shapes.map(part))]
        }
    }
}

/// A part of a schema.
private indirect enum Part: Encodable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([Part])
    case object([String: Part])

    func adding(_ key: String, _ value: Part) -> Part {
        guard case .object(var parts) = self else { return self }
        parts[key] = value
        return .object(parts)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number):
            if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
        case .flag(let flag): try container.encode(flag)
        case .list(let parts): try container.encode(parts)
        case .object(let parts): try container.encode(parts)
        }
    }
}

extension Part: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: Part...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Part)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }
}
