import TrialValues

extension Expectation where Value == Criterion {
    /// A criterion on some facts: a text in the language of criteria, or keys with lists of them.
    ///
    /// ```yaml
    /// rule: platelets > 100,000 /mm3
    /// rule:
    ///   any of:
    ///     - ALT > 2 x ULN
    ///     - bilirubin > 2 x ULN
    /// ```
    static func criterion(_ facts: FactDictionary) -> Expectation {
        Expectation("a condition, such as platelets > 100,000 /mm3", shape: .criterion) { node, name, problems in
            CriterionNode(node, name, facts).criterion(&problems)
        }
    }
}

extension StudyShape {
    /// A criterion, as far as an editor can check it.
    static let criterion = StudyShape.any([
        .text(pattern: nil), .group([], others: .any([.text(pattern: nil), .list(.text(pattern: nil))])),
    ])
}

/// A piece of a study file that is to be a criterion.
private struct CriterionNode {
    let node: StudyNode
    let name: String
    let facts: FactDictionary

    init(_ node: StudyNode, _ name: String, _ facts: FactDictionary) {
        self.node = node
        self.name = name
        self.facts = facts
    }

    func criterion(_ problems: inout [Diagnostic]) -> Criterion? {
        switch node.content {
        case .text(let text):
            do throws(Diagnostics) {
                return try Criterion(text, facts: facts, place: node.place, column: node.textColumn)
            } catch {
                problems += error.all
                return nil
            }
        case .mapping(let entries):
            guard entries.count == 1, let entry = entries.first else {
                refuse(
                    "`\(name)` has \(entries.count) keys; expected one of `any of`, `all of`, `none of`, `not`",
                    &problems)
                return nil
            }
            return list(entry, &problems)
        case .list:
            refuse(
                "`\(name)` is a list, which does not say whether one or all of it must hold", &problems,
                advice: "write `all of:` or `any of:` above the list")
            return nil
        case .empty:
            refuse("`\(name)` has no value; expected a condition", &problems, rule: "study.no-value")
            return nil
        }
    }

    /// `any of: [ … ]` and its like, each item a criterion of its own.
    private func list(_ entry: StudyNode.Entry, _ problems: inout [Diagnostic]) -> Criterion? {
        let words = entry.key.split(separator: " ")
        if entry.key == "not" { return CriterionNode(entry.value, "not", facts).criterion(&problems).map { .not($0) } }
        let isCount = words.count == 4 && words[0] == "at" && words[1] == "least" && words[3] == "of"
        let count = isCount ? Int(words[2]) : nil
        guard ["any of", "all of", "none of"].contains(entry.key) || count != nil else {
            let nearest = NearestName(to: entry.key, among: ["any of", "all of", "none of", "not", "at least 2 of"])
            problems.append(
                Diagnostic(
                    .error, "study.unknown-key", "`\(entry.key)` is not a key of a condition", at: entry.place,
                    advice: nearest.map { "did you mean `\($0.name)`?" }
                        ?? "its keys are any of, all of, none of, at least 2 of, not"))
            return nil
        }
        guard let items = entry.value.items, !items.isEmpty else {
            problems.append(
                Diagnostic(
                    .error, "study.list", "`\(entry.key)` is \(entry.value.shown); expected a list of conditions",
                    at: entry.value.place))
            return nil
        }
        let parts = items.map { CriterionNode($0, entry.key, facts).criterion(&problems) }
        let found = parts.compactMap(\.self)
        guard found.count == parts.count else { return nil }
        if let count, !(1...found.count).contains(count) {
            problems.append(
                Diagnostic(
                    .error, "criterion.range", "at least \(count) of \(found.count) conditions cannot be",
                    at: entry.place, advice: "write a whole number from 1 to \(found.count)"))
            return nil
        }
        let one = found.count == 1 ? found[0] : nil
        return switch entry.key {
        case "any of": one ?? .any(found)
        case "all of": one ?? .all(found)
        case "none of": .not(one ?? .any(found))
        default: one ?? .atLeast(count ?? 1, of: found)
        }
    }

    private func refuse(
        _ message: String, _ problems: inout [Diagnostic], rule: String = "study.type", advice: String? = nil
    ) {
        problems.append(Diagnostic(.error, rule, message, at: node.place, advice: advice))
    }
}
