extension DesignAnswer {
    /// The answer with notes before its own.
    public func adding(notes more: [String]) -> DesignAnswer {
        DesignAnswer(title: title, summary: summary, sections: sections, notes: more + notes, json: json)
    }
}
