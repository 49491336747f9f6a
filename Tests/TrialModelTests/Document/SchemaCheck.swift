import Foundation

@testable import TrialModel

/// As much of JSON Schema as the schema uses.
struct SchemaCheck {
    private let root: [String: Any]

    init(_ schema: StudySchema) {
        let value = try? JSONSerialization.jsonObject(with: Data(schema.text.utf8))
        root = value as? [String: Any] ?? [:]
    }

    /// Whether a study file's text is one that the schema takes.
    func accepts(_ text: String) throws -> Bool { accepts(plain(try StudyDocument(text).root), root) }

    /// The value that an editor makes of a node: YAML 1.2's core types.
    private func plain(_ node: StudyNode) -> Any {
        switch node.content {
        case .empty: return NSNull()
        case .list(let items): return items.map(plain)
        case .mapping(let entries):
            return Dictionary(entries.map { ($0.key, plain($0.value)) }, uniquingKeysWith: { first, _ in first })
        case .text(let text):
            if text == "true" || text == "false" { return text == "true" }
            return Double(text).map { $0 as Any } ?? text
        }
    }

    private func accepts(_ value: Any, _ schema: Any) -> Bool {
        if let flag = schema as? Bool, !(schema is [String: Any]) { return flag }
        guard let schema = schema as? [String: Any] else { return false }
        return schema.allSatisfy { keyword, rule in accepts(value, keyword, rule, schema) }
    }

    private func accepts(_ value: Any, _ keyword: String, _ rule: Any, _ schema: [String: Any]) -> Bool {
        let object = value as? [String: Any]
        switch keyword {
        case "$ref":
            guard let name = (rule as? String)?.split(separator: "/").last,
                let target = (root["$defs"] as? [String: Any])?[String(name)]
            else { return false }
            return accepts(value, target)
        case "type": return ((rule as? [String]) ?? [rule as? String ?? ""]).contains { has(value, type: $0) }
        case "enum": return (rule as? [Any] ?? []).contains { equal($0, value) }
        case "const": return equal(rule, value)
        case "minimum": return (value as? Double).map { $0 >= rule as? Double ?? .infinity } ?? true
        case "maximum": return (value as? Double).map { $0 <= rule as? Double ?? -.infinity } ?? true
        case "minItems": return (value as? [Any]).map { $0.count >= rule as? Int ?? .max } ?? true
        case "pattern":
            guard let text = value as? String, let pattern = rule as? String else { return true }
            return text.range(of: pattern, options: .regularExpression) != nil
        case "items": return (value as? [Any] ?? []).allSatisfy { accepts($0, rule) }
        case "required":
            return object.map { object in (rule as? [String] ?? []).allSatisfy { object[$0] != nil } } ?? true
        case "properties":
            return (rule as? [String: Any] ?? [:]).allSatisfy { name, part in
                object?[name].map { accepts($0, part) } ?? true
            }
        case "additionalProperties":
            let known = (schema["properties"] as? [String: Any]) ?? [:]
            return (object ?? [:]).allSatisfy { known[$0.key] != nil || accepts($0.value, rule) }
        case "anyOf": return (rule as? [Any] ?? []).contains { accepts(value, $0) }
        case "allOf": return (rule as? [Any] ?? []).allSatisfy { accepts(value, $0) }
        case "not": return !accepts(value, rule)
        case "if": return accepts(value, schema[accepts(value, rule) ? "then" : "else"] ?? true)
        case "then", "else", "$defs", "$schema", "title", "description": return true
        default: return false
        }
    }

    private func has(_ value: Any, type: String) -> Bool {
        switch type {
        case "string": value is String
        case "number": value is Double && !(value is Bool)
        case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
        case "boolean": value is Bool
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }

    private func equal(_ a: Any, _ b: Any) -> Bool {
        if let a = a as? String, let b = b as? String { return a == b }
        if let a = a as? Double, let b = b as? Double { return a == b }
        return false
    }
}
