import TrialModel

extension DesignAnswer {
    /// The design report of a file's items: a part for each, as its method describes it, under what the rule says.
    ///
    /// - Parameters:
    ///   - items: the items, each with the answer of its method.
    ///   - name: the file's name.
    public init(items: [(item: DesignItem, answer: DesignAnswer)], of name: String) {
        let isAlone = items.count == 1
        func heading(_ item: DesignItem) -> String { item.title ?? item.id }
        self.init(
            title: isAlone ? items[0].item.title ?? items[0].answer.title : "Design of \(name)",
            summary: isAlone
                ? RuleWords(items[0].item).text
                : "\(items.count) rules: \(items.map { heading($0.item) }.joined(separator: ", ")).",
            sections: items.flatMap { item, answer in
                let words = isAlone ? [] : [Section(heading(item), [.text(RuleWords(item).text)])]
                let prefix = isAlone ? "" : heading(item) + ": "
                let lead = Section(prefix + "summary", [.text(answer.summary)])
                return words + [lead]
                    + answer.sections.map { Section(prefix + $0.heading, $0.blocks.map(Self.named(item, isAlone))) }
            },
            notes: items.flatMap { item, answer in
                let prefix = isAlone ? "" : heading(item) + ": "
                return (Self.remarks(item) + answer.notes).map { prefix + $0 }
            },
            json: DesignFileJSON(
                items: items.map { item, answer in
                    DesignFileJSON.Item(
                        id: item.id, rule: item.rule.name.rawValue, title: item.title, words: RuleWords(item).text,
                        notPrinted: item.notPrinted, notes: Self.remarks(item) + answer.notes,
                        answer: AnyEncodable(answer.json))
                }))
    }

    /// A block whose figure has a file of its own.
    private static func named(_ item: DesignItem, _ isAlone: Bool) -> (Block) -> Block {
        { block in
            guard !isAlone, case .figure(let figure) = block else { return block }
            return .figure(
                Figure(name: "\(item.id)-\(figure.name)", svg: figure.svg, title: figure.title, caption: figure.caption)
            )
        }
    }

    private static func remarks(_ item: DesignItem) -> [String] {
        let configuration = item.notPrinted.map { "`\($0)`" }.joined(separator: ", ")
        let isOne = item.notPrinted.count == 1
        return [
            item.notPrinted.isEmpty
                ? nil
                : "Configuration, not printed in the protocol: \(configuration). Another choice of \(isOne ? "it" : "them")"
                    + " gives another rule.",
            item.note,
        ].compactMap(\.self)
    }
}

/// The JSON of `equipoise design`.
struct DesignFileJSON: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let id: String
        let rule: String
        let title: String?
        let words: String
        let notPrinted: [String]
        let notes: [String]
        let answer: AnyEncodable
    }

    let items: [Item]
}

/// A value of a type that is not known here, as JSON.
struct AnyEncodable: Encodable, Sendable {
    private let value: any Encodable & Sendable

    init(_ value: any Encodable & Sendable) { self.value = value }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension DesignAnswer {
    /// The answer that only says what the rule says.
    public init(words item: DesignItem) {
        self.init(title: item.title ?? item.id, summary: RuleWords(item).text, sections: [], json: item.id)
    }
}
