extension TextCells {
    /// The cells of a file, whose levels differ in their bytes but may be equal as Unicode text ("é" as one scalar or as two).
    init(merging codes: [Int32], levels: [String]) {
        guard levels.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) else {
            self.init(codes: codes, levels: levels)
            return
        }
        var known: [String: Int32] = [:]
        var merged: [String] = []
        let newCodes = levels.map { level in
            if let code = known[level] { return code }
            let code = Int32(merged.count)
            known[level] = code
            merged.append(level)
            return code
        }
        guard merged.count < levels.count else {
            self.init(codes: codes, levels: levels)
            return
        }
        self.init(codes: codes.map { $0 < 0 ? -1 : newCodes[Int($0)] }, levels: merged)
    }
}
