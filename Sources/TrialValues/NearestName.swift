/// The name that was probably meant by one that does not exist.
///
/// The nearest is the one with the smallest Damerau-Levenshtein distance (insertion, deletion, substitution and
/// exchange of neighbours count 1), letters of either case being equal. There is none if more than a third of the name
/// would change.
///
/// ```swift
/// NearestName(to: "arn", among: ["id", "arm", "time"])?.name  // "arm"
/// ```
public struct NearestName: Sendable, Hashable {
    /// The name that exists.
    public let name: String
    /// How many letters differ.
    public let distance: Int

    /// The nearest of the names, the first of several; `nil` if none is near.
    public init?(to wanted: String, among names: [String]) {
        let letters = Array(wanted.lowercased())
        var nearest: NearestName?
        for name in names {
            let distance = NearestName.distance(letters, Array(name.lowercased()))
            if distance < nearest?.distance ?? .max { nearest = NearestName(name: name, distance: distance) }
        }
        guard let nearest, nearest.distance <= max(1, letters.count / 3), nearest.distance < letters.count else {
            return nil
        }
        self = nearest
    }

    private init(name: String, distance: Int) {
        self.name = name
        self.distance = distance
    }

    // F. J. Damerau, Communications of the ACM 7 (1964) 171–176, with exchanges of neighbours that are not edited
    // again.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
