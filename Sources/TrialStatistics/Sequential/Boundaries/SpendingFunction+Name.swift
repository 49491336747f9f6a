extension SpendingFunction {
    /// The name as command line and study file write it: `lan-demets-obf`, `lan-demets-pocock`, `hsd:-4`, `power:3`, `table:0.5=0.2,0.8=0.6`.
    public var name: String {
        switch self {
        case .lanDeMetsOBrienFleming: "lan-demets-obf"
        case .lanDeMetsPocock: "lan-demets-pocock"
        case .hwangShihDeCani(let gamma): "hsd:" + BoundaryShape.text(gamma)
        case .kimDeMets(let rho): "power:" + BoundaryShape.text(rho)
        case .table(let table):
            "table:"
                + zip(table.fractions, table.shares).map { "\(BoundaryShape.text($0))=\(BoundaryShape.text($1))" }
                .joined(separator: ",")
        }
    }

    /// What a name stands for; nil for any other text.
    public init?(name: String) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count > 1 ? parts[1] : nil) {
        case ("lan-demets-obf", nil): self = .lanDeMetsOBrienFleming
        case ("lan-demets-pocock", nil): self = .lanDeMetsPocock
        case ("hsd", let text?):
            guard let gamma = Double(text), gamma.isFinite else { return nil }
            self = .hwangShihDeCani(gamma: gamma)
        case ("power", let text?):
            guard let rho = Double(text), rho.isFinite else { return nil }
            self = .kimDeMets(rho: rho)
        case ("table", let text?):
            guard let table = Self.table(text) else { return nil }
            self = .table(table)
        default: return nil
        }
    }

    private static func table(_ text: String) -> SpendingTable? {
        var points: [(fraction: Double, share: Double)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map { Double($0) }
            guard sides.count == 2, let fraction = sides[0], let share = sides[1] else { return nil }
            points.append((fraction, share))
        }
        return try? SpendingTable(points)
    }
}
