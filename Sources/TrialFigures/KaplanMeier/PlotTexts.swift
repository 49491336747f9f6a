import TrialStatistics

/// The names of the groups and the annotation: what finds room in the plot, and what has to go above it.
struct PlotTexts: Sendable {
    private(set) var inside: [(block: TextBlock, box: Box)] = []
    private(set) var above: [TextBlock] = []

    init(
        groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options, frame: PlotFrame, traces: [CurveTraces]
    ) {
        var room = PlotRoom(
            box: frame.box, lines: traces.map { Silhouette(of: $0.line, over: frame.box) },
            guides: options.showsMedians ? Self.guides(groups, options, frame) : [],
            shades: traces.flatMap(\.bands).map { Silhouette(between: $0.upper, and: $0.lower, over: frame.box) })
        placeNames(groups.map(\.label), options: options, width: frame.box.width, in: &room)
        placeAnnotation(options, width: frame.box.width, in: &room)
    }

    private mutating func placeNames(
        _ names: [String], options: KaplanMeierFigure.Options, width: Double, in room: inout PlotRoom
    ) {
        guard options.labels != .hidden, names.contains(where: { !$0.isEmpty }) else { return }
        if options.labels == .automatic {
            let labels = names.enumerated().map { TextBlock.label($1, group: $0, within: 0.45 * width) }
            if let places = room.places(forCurveLabels: labels) {
                inside += zip(labels, places).map { ($0, $1) }
                places.forEach { room.take($0) }
                return
            }
        }
        let legend = TextBlock.legend(names, within: 0.6 * width)
        guard let box = room.place(for: legend) else {
            above.append(.wideLegend(names, within: options.width.points - 2 * KaplanMeierLayout.margin))
            return
        }
        inside.append((legend, box))
        room.take(box)
    }

    private mutating func placeAnnotation(
        _ options: KaplanMeierFigure.Options, width: Double, in room: inout PlotRoom
    ) {
        guard !options.annotation.isEmpty else { return }
        let block = TextBlock.annotation(options.annotation, within: 0.6 * width)
        guard let box = room.place(for: block) else {
            above.append(.annotation(options.annotation, within: options.width.points - 2 * KaplanMeierLayout.margin))
            return
        }
        inside.append((block, box))
        room.take(box)
    }

    private static func guides(
        _ groups: [KaplanMeierFigure.Group], _ options: KaplanMeierFigure.Options, _ frame: PlotFrame
    ) -> [Silhouette] {
        MedianDrops(groups: groups, options: options, frame: frame).traces.map { Silhouette(of: $0, over: frame.box) }
    }
}
