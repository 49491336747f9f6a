import TrialValues
import Yams

extension StudyNode {
    /// The node of a text in YAML; `nil` where the text holds nothing but comments.
    init?(yaml text: String, file: String?) throws(Diagnostics) {
        var conversion = Conversion(text, file: file)
        let node: StudyNode?
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            // Nodes hold their anchors weakly; the parser holds them as long as it lives.
            node = try withExtendedLifetime(parser) { try parser.singleRoot().map { conversion.node($0, depth: 0) } }
        } catch let error as YamlError {
            throw Diagnostics(Self.problems(error, in: text, file: file))
        } catch {
            throw Diagnostics([
                Diagnostic(.error, "study.yaml", "the file is not YAML: \(error)", at: .init(file: file))
            ])
        }
        if !conversion.problems.isEmpty { throw Diagnostics(conversion.problems) }
        guard let node else { return nil }
        self = node
    }

    /// Turns Yams's nodes into ours and collects what a study file may not hold.
    private struct Conversion {
        let file: String?
        /// The file's lines.
        let lines: [String.UnicodeScalarView.SubSequence]
        var problems: [Diagnostic] = []

        init(_ text: String, file: String?) {
            self.file = file
            lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        }

        /// The column of a text that stands in one piece where the parser found it, or behind a quotation mark there.
        private func textColumn(_ text: String, _ place: Diagnostic.Place) -> Int? {
            guard let line = place.line, let column = place.column, lines.indices.contains(line - 1) else { return nil }
            let rest = lines[line - 1].dropFirst(column - 1)
            if rest.starts(with: text.unicodeScalars) { return column }
            return rest.dropFirst().starts(with: text.unicodeScalars) ? column + 1 : nil
        }

        mutating func node(_ node: Node, depth: Int) -> StudyNode {
            let place = place(node.mark)
            let empty = StudyNode(content: .empty, place: place)
            if node.anchor != nil {
                refuse(
                    "study.anchor", "a study file has no anchors (&name) and no aliases (*name)", place,
                    advice: "write the value out where it is meant")
                return empty
            }
            guard depth < StudyDocument.deepest else {
                refuse("study.too-deep", "lists and keys stand in each other \(depth) levels deep", place)
                return empty
            }
            checkTag(node, place)
            switch node {
            case .scalar(let scalar):
                let isEmpty = scalar.string.isEmpty && scalar.style == .plain
                return isEmpty
                    ? empty
                    : StudyNode(
                        content: .text(scalar.string), place: place, textColumn: textColumn(scalar.string, place))
            case .sequence(let sequence):
                return StudyNode(content: .list(sequence.map { self.node($0, depth: depth + 1) }), place: place)
            case .mapping(let mapping):
                return StudyNode(content: .mapping(entries(mapping, depth: depth)), place: place)
            case .alias:
                refuse("study.anchor", "a study file has no aliases (*name)", place)
                return empty
            }
        }

        private mutating func entries(_ mapping: Node.Mapping, depth: Int) -> [Entry] {
            mapping.compactMap { key, value in
                let place = place(key.mark)
                guard let name = key.scalar?.string, !name.isEmpty else {
                    refuse("study.key", "a key is a text; here is none", place)
                    return nil
                }
                return Entry(key: name, place: place, value: node(value, depth: depth + 1))
            }
        }

        private mutating func checkTag(_ node: Node, _ place: Diagnostic.Place) {
            let plain: [Tag.Name] = [.implicit, .nonSpecific, .str, .seq, .map]
            guard !plain.contains(where: { $0.rawValue == node.tag.rawValue }) else { return }
            refuse("study.tag", "a study file has no tags; here is \(node.tag.rawValue)", place)
        }

        private func place(_ mark: Mark?) -> Diagnostic.Place {
            Diagnostic.Place(file: file, line: mark?.line, column: mark?.column)
        }

        private mutating func refuse(
            _ rule: String, _ message: String, _ place: Diagnostic.Place, advice: String? = nil
        ) {
            problems.append(Diagnostic(.error, rule, message, at: place, advice: advice))
        }
    }
}

extension StudyNode {
    /// What the YAML parser found, in the words of one who writes protocols.
    private static func problems(_ error: YamlError, in text: String, file: String?) -> [Diagnostic] {
        func place(_ mark: Mark) -> Diagnostic.Place { .init(file: file, line: mark.line, column: mark.column) }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let fault = SyntaxFault(problem, near: character(in: text, at: mark))
            let begin = context.flatMap { $0.mark.line == mark.line ? nil : $0.mark.line }
            let since = begin.map { " (in what begins on line \($0))" } ?? ""
            return [Diagnostic(.error, fault.rule, fault.message + since, at: place(mark), advice: fault.advice)]
        case .composer(_, let problem, let mark, _) where problem.contains("another document"):
            return [
                Diagnostic(
                    .error, "study.several-documents", "a second document begins; a file holds one", at: place(mark),
                    advice: "take out the line '---'")
            ]
        case .composer(_, let problem, let mark, _):
            let rule = problem.contains("alias") ? "study.anchor" : "study.yaml"
            return [Diagnostic(.error, rule, problem, at: place(mark))]
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count { $0.isNewline } + 1 }
            return [
                Diagnostic(
                    .error, "study.not-text", "a character that text does not have: \(problem)",
                    at: .init(file: file, line: line))
            ]
        case .duplicatedKeysInMapping(let names, let context):
            return names.map {
                Diagnostic(
                    .error, "study.duplicate-key", "`\($0)` stands more than once in one group; here is the first",
                    at: place(context.mark))
            }
        default:
            return [Diagnostic(.error, "study.yaml", "the file cannot be read: \(error)", at: .init(file: file))]
        }
    }

    private static func character(in text: String, at mark: Mark) -> Unicode.Scalar? {
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        guard lines.indices.contains(mark.line - 1) else { return nil }
        return lines[mark.line - 1].dropFirst(mark.column - 1).first
    }
}
