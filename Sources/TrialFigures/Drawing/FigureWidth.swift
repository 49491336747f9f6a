/// The printed width of a figure; journals ask for one column or two.
public struct FigureWidth: Sendable, Hashable {
    /// The width in points of 1/72 inch, the unit of the drawing.
    public let points: Double

    /// A width in millimetres, at least 60 and at most 2000.
    public init(millimetres: Double) {
        let limited = millimetres.isNaN ? 170 : min(max(millimetres, 60), 2000)
        points = (limited * 72 / 25.4).rounded()
    }

    /// 85 mm, one column of a journal.
    public static let singleColumn = FigureWidth(millimetres: 85)
    /// 170 mm, the whole page of a journal.
    public static let doubleColumn = FigureWidth(millimetres: 170)
}
