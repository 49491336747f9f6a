import TrialModel

extension DesignAnswer {
    /// The design report of a file's items: a part for each, as its method describes it, under what the rule says.
    ///
    /// - Parameters:
    ///   - answers: the items with their answers.
    ///   - name: the file's name.
    ///   - together: what virtual trials show that are watched by all items.
    public init(_ answers: [ItemAnswer], of name: String, together: DesignAnswer? = nil) {
        let isAlone = answers.count == 1
        self.init(
            title: isAlone ? answers[0].heading : "Design of \(name)",
            summary: isAlone
                ? RuleWords(answers[0].item).text
                : "\(answers.count) rules: \(answers.map(\.heading).joined(separator: "; ")).",
            sections: answers.flatMap { $0.sections(isAlone: isAlone) } + (together?.joint ?? []),
            notes: answers.flatMap { answer in
                answer.notes.map { isAlone ? $0 : "\(answer.heading): \($0)" }
            },
            json: DesignFileJSON(
                items: answers.map(DesignFileJSON.Item.init), together: together.map { AnyEncodable($0.json) }))
    }

    /// The parts of a simulation of all rules, under a heading of their own.
    private var joint: [Section] {
        [Section("All rules together", [.text(summary)])]
            + sections.map { part in
                Section(
                    "Together: \(part.heading)",
                    part.blocks.map { block in
                        guard case .figure(let figure) = block else { return block }
                        return .figure(
                            Figure(
                                name: "together-\(figure.name)", svg: figure.svg, title: figure.title,
                                caption: figure.caption))
                    })
            }
    }
}

extension ItemAnswer {
    /// What reports call the item.
    fileprivate var heading: String { item.title ?? item.id }

    /// The parts of the report, with the item's name where it is not the only one.
    fileprivate func sections(isAlone: Bool) -> [DesignAnswer.Section] {
        let words = RuleWords(item).text
        let said: [DesignAnswer.Block] = isAlone ? [] : [.text(words)]
        let first = DesignAnswer.Section(
            isAlone ? "The rule" : heading, method.summary == words ? said : said + [.text(method.summary)])
        let parts = method.sections + (simulation?.sections ?? [])
        return [first]
            + parts.map { part in
                DesignAnswer.Section(
                    isAlone ? part.heading : "\(heading): \(part.heading)",
                    part.blocks.map { isAlone ? $0 : named($0) })
            }
    }

    /// A block whose figure has a file of its own.
    private func named(_ block: DesignAnswer.Block) -> DesignAnswer.Block {
        guard case .figure(let figure) = block else { return block }
        return .figure(
            DesignAnswer.Figure(
                name: "\(item.id)-\(figure.name)", svg: figure.svg, title: figure.title, caption: figure.caption))
    }

    /// What is a choice and not the protocol's, the user's own remark, and those of the methods.
    fileprivate var notes: [String] {
        let configuration = item.notPrinted.map { "`\($0)`" }.joined(separator: ", ")
        let choice =
            item.notPrinted.isEmpty
            ? nil
            : "Configuration, not printed in the protocol: \(configuration). Another choice of"
                + " \(item.notPrinted.count == 1 ? "it" : "them") gives another rule."
        return [choice, item.note, lack].compactMap(\.self) + method.notes + (simulation?.notes ?? [])
    }
}

/// The JSON of `equipoise design`.
struct DesignFileJSON: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let id: String
        let rule: String
        let words: String
        let notPrinted: [String]
        let notes: [String]
        let answer: AnyEncodable
        let simulation: AnyEncodable?

        init(_ answer: ItemAnswer) {
            id = answer.item.id
            rule = answer.item.rule.name.rawValue
            words = RuleWords(answer.item).text
            notPrinted = answer.item.notPrinted
            notes = answer.notes
            self.answer = AnyEncodable(answer.method.json)
            simulation = answer.simulation.map { AnyEncodable($0.json) }
        }
    }

    let items: [Item]
    let together: AnyEncodable?
}

/// A value of a type that is not known here, as JSON.
struct AnyEncodable: Encodable, Sendable {
    private let value: any Encodable & Sendable

    init(_ value: any Encodable & Sendable) { self.value = value }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
