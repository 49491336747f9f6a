import TrialModel
import TrialStatistics
import TrialValues

extension DesignItem {
    /// What a method makes of the item; what the method refuses is told at the key that says it.
    ///
    /// - Parameters:
    ///   - key: the key that is at fault where no other is.
    ///   - keys: the keys of arguments, by the name of the argument.
    ///   - make: makes the method.
    /// - Throws: one `study.method` at the place of the key, or of the element of its list.
    func method<Value>(
        at key: String, _ keys: [String: String] = [:], _ make: () throws(StatisticsError) -> Value
    ) throws(Diagnostics) -> Value {
        do throws(StatisticsError) {
            return try make()
        } catch {
            let argument = String(error.argument.prefix { $0 != "[" && $0 != "." })
            let path = [keys[argument] ?? key] + (error.index.map { [String($0)] } ?? [])
            let place = path.count > 1 ? place(of: path[0], path[1]) : place(of: path[0])
            // What no key of the file says keeps the word of the method.
            let sentence = error.sentence(under: path[0] == "rule" ? argument : path[0])
            throw Diagnostics([Diagnostic(.error, "study.method", "`\(path[0])` of \(id): \(sentence)", at: place)])
        }
    }

    /// The most subjects: those of the rule, or of the design around it.
    ///
    /// - Throws: `study.missing-key` where neither says.
    func maximum(_ own: Int?) throws(Diagnostics) -> Int {
        if let maximum = own ?? facts?.sampleSize { return maximum }
        throw Diagnostics([
            Diagnostic(
                .error, "study.missing-key", "the rule \(id) says no `maximum`, and the design no `sample size`",
                at: place(of: "rule"), advice: "add `maximum: …`, the most subjects")
        ])
    }
}
