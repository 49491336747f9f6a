/// The range of a function over a box, enclosed from outside by cutting the box.
///
/// The function is given by its interval extension, which on a box holds every value the function has there. A variable that
/// stands more than once makes an extension wide; on smaller boxes it is less so, and the hull over all boxes of a cut is still an enclosure.
///
/// ## References
/// Moore RE, Kearfott RB, Cloud MJ. Introduction to Interval Analysis. SIAM, 2009, chapter 6.
struct Subdivision {
    /// An enclosure of all values of the function.
    let range: Interval

    /// Encloses a function over a box.
    ///
    /// - Parameters:
    ///   - box: the interval of each variable, which must be finite.
    ///   - cuts: into how many boxes at most it is cut.
    ///   - extension: the function on a box.
    init(_ box: [Interval], cuts: Int = 256, _ extension: ([Interval]) -> Interval) {
        var boxes = [(box, `extension`(box))]
        while boxes.count < cuts {
            let whole = boxes.dropFirst().reduce(boxes[0].1) { $0.hull($1.1) }
            // A box at an end of the range is the one whose cut can tell more.
            guard
                let index = boxes.indices.max(by: { Self.reach(boxes[$0], whole) < Self.reach(boxes[$1], whole) }),
                let side = boxes[index].0.indices.max(by: { boxes[index].0[$0].width < boxes[index].0[$1].width }),
                boxes[index].0[side].width > 0
            else { break }
            let parent = boxes.remove(at: index).0
            for half in [
                Interval(parent[side].lower, parent[side].middle), Interval(parent[side].middle, parent[side].upper),
            ] {
                var child = parent
                child[side] = half
                boxes.append((child, `extension`(child)))
            }
        }
        range = boxes.dropFirst().reduce(boxes[0].1) { $0.hull($1.1) }
    }

    /// How much a box has to do with the ends of the whole range, weighed by its size.
    private static func reach(_ box: ([Interval], Interval), _ whole: Interval) -> Double {
        let isEnd = box.1.lower == whole.lower || box.1.upper == whole.upper
        return (isEnd ? 1e6 : 1) * box.1.width
    }
}
