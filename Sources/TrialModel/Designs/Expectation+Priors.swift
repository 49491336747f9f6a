import TrialValues

extension Expectation where Value == RatePrior {
    /// A prior of a rate.
    static let ratePrior = Expectation(
        "the two parameters of a beta distribution, such as [0.3, 0.7], or {mean: 0.3, subjects: 1}, or"
            + " {quantiles: {5%: 0.1, 95%: 0.5}}",
        shape: .any([parameters.shape, keys.shape])
    ) { node, name, problems in
        guard node.entries == nil else { return keys.read(node, name, &problems) }
        return parameters.read(node, name, &problems).map { .beta($0[0], $0[1]) }
    }

    private static let parameters = Expectation<[PrintedNumber]>.list(of: .positive, exactly: 2)

    private static let keys = group("the keys of a prior", of: "the prior") { keys in
        let mean = keys.optional("mean", .probability, "the mean of the rate")
        let subjects = keys.optional("subjects", .positive, "how many subjects the prior is worth")
        let quantiles = keys.optional("quantiles", .quantiles(of: .probability), "two quantiles of the rate")
        if keys.has("quantiles") {
            keys.expectTogether(["quantiles"], without: ["mean", "subjects"])
            return quantiles.map { .quantiles($0) }
        }
        keys.expectTogether(["mean", "subjects"])
        guard let mean, let subjects else { return nil }
        return .effective(mean: mean, subjects: subjects)
    }
}

extension Expectation where Value == TimePrior {
    /// A prior of a mean or a median time.
    static let timePrior = group(
        "{shape: 3, scale: 80 months}, or {mean: 40 months, events: 3}, or"
            + " {quantiles: {10%: 20 months, 90%: 80 months}}", of: "the prior"
    ) { keys in
        let shape = keys.optional("shape", .positive, "the shape of the inverse gamma distribution")
        let scale = keys.optional("scale", .period, "its scale")
        let mean = keys.optional("mean", .period, "the mean of the prior")
        let events = keys.optional("events", .positive, "how many events the prior is worth")
        let quantiles = keys.optional("quantiles", .quantiles(of: .period), "two quantiles of the time")
        if keys.has("quantiles") {
            keys.expectTogether(["quantiles"], without: ["shape", "scale", "mean", "events"])
            return quantiles.map { .quantiles($0) }
        }
        if keys.has("shape") || keys.has("scale") {
            keys.expectTogether(["shape", "scale"], without: ["mean", "events"])
            guard let shape, let scale else { return nil }
            return .inverseGamma(shape: shape, scale: scale)
        }
        keys.expectTogether(["mean", "events"])
        guard let mean, let events else { return nil }
        return .effective(mean: mean, events: events)
    }
}

extension Expectation {
    /// Two quantiles: probabilities as keys.
    fileprivate static func quantiles<Item>(of item: Expectation<Item>) -> Expectation where Value == [Quantile<Item>] {
        let words = "two quantiles, such as {5%: …, 95%: …}, each \(item.words)"
        return Expectation(words, shape: .group([], others: item.shape)) { node, name, problems in
            guard let entries = node.entries, entries.count == 2 else {
                problems.append(StudyFault.type.diagnostic(node, name, expected: words))
                return nil
            }
            let values = entries.map { entry -> Quantile<Item>? in
                let key = StudyNode(content: .text(entry.key), place: entry.place)
                let probability = Expectation<PrintedNumber>.probability.read(key, name, &problems)
                guard let value = item.read(entry.value, entry.key, &problems), let probability else { return nil }
                return Quantile(probability: probability, value: value)
            }
            return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
        }
    }
}
