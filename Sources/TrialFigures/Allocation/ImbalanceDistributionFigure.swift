/// The probabilities of the imbalance at the end and of the largest on the way, as bars side by side.
///
/// ```swift
/// ImbalanceDistributionFigure(
///     final: [(0, 0.5), (1, 0.5)], largest: [(1, 0.3), (2, 0.7)], title: "Big stick, limit 4").svg
/// ```
///
/// ## Edge cases
/// Imbalances whose probability is below 0.0005 in both are left out; without any there are axes only.
public struct ImbalanceDistributionFigure: Sendable {
    /// The probability of each imbalance.
    private let series: [(name: String, bars: [(imbalance: Double, probability: Double)])]
    private let title: String?
    private let width: FigureWidth
    private let identifier: String

    /// A figure of probabilities.
    ///
    /// - Parameters:
    ///   - final: the imbalances at the end with their probabilities, ascending.
    ///   - largest: the largest imbalances on the way with theirs.
    ///   - title: a title above the figure.
    ///   - width: the printed width.
    ///   - identifier: the prefix of the ids in the file.
    public init(
        final: [(imbalance: Double, probability: Double)], largest: [(imbalance: Double, probability: Double)],
        title: String? = nil, width: FigureWidth = .doubleColumn, identifier: String = "distribution"
    ) {
        series = [("At the end", final), ("At its largest", largest)].map { name, bars in
            (name, bars.filter { $0.probability.isFinite && $0.imbalance.isFinite && $0.probability >= 0.0005 })
        }
        self.title = title
        self.width = width
        self.identifier = identifier
    }

    /// The figure as the text of an SVG file.
    public var svg: String { document.text }

    private var document: SVGDocument {
        let places = Set(series.flatMap { $0.bars.map(\.imbalance) }).sorted()
        let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
        let gap = gaps.min() ?? 1
        let highest = series.flatMap { $0.bars.map(\.probability) }.max() ?? 1
        let plot = AllocationPlot(
            title: title, legend: series.map(\.name), width: width,
            across: ((places.first ?? 0) - gap / 2)...((places.last ?? 1) + gap / 2),
            acrossTitle: "Off the ratio (subjects)", up: 0...1.06 * highest, upTitle: "Probability",
            ticks: places.isEmpty ? nil : places)
        return plot.document(
            identifier: identifier, title: title ?? "Imbalance", summary: summary,
            series.enumerated().map { index, one in
                .group("bars", one.bars.map { bar(plot, $0, index, gap) })
            })
    }

    private func bar(
        _ plot: AllocationPlot, _ bar: (imbalance: Double, probability: Double), _ index: Int, _ gap: Double
    ) -> SVGElement {
        let unit = plot.across.position(of: plot.across.domain.lowerBound + gap) - plot.across.start
        let half = min(0.4 * unit, 9)
        let middle = plot.across.position(of: bar.imbalance)
        let left = index == 0 ? middle - half : middle + 0.02 * half
        return .rectangle(
            Box(
                left: left, top: plot.up.position(of: bar.probability), right: left + 0.98 * half,
                bottom: plot.box.bottom), fill: .series(index))
    }

    private var summary: String {
        series.map { one in
            let spoken = one.bars.prefix(20).map {
                "\(NumberText.exact($0.imbalance)) with probability \(NumberText.fixed($0.probability, decimals: 3))"
            }
            return one.name + ": " + (spoken.isEmpty ? "nothing" : spoken.joined(separator: ", ")) + "."
        }.joined(separator: " ")
    }
}
