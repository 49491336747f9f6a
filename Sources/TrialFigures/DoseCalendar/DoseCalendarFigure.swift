/// The doses of a treatment, cycle by cycle: a row a cycle, a column a day, a strip a drug; what differs from the plan stands out.
///
/// ```swift
/// let figure = DoseCalendarFigure(
///     drugs: ["ixazomib"], days: 28,
///     cycles: [.init("1", date: "2024-03-04", doses: [.init(drug: 0, day: 1, .given), .init(drug: 0, day: 8, .missed)])])
/// figure.svg  // a whole SVG file
/// ```
///
/// ## Edge cases
/// A dose of a drug or on a day that the figure does not have is not drawn. Beyond sixty cycles the figure shows the first sixty and says so.
public struct DoseCalendarFigure: Sendable {
    /// What became of a dose.
    public enum Mark: String, Sendable, Hashable, CaseIterable {
        /// Given as planned.
        case given
        /// Given in another amount or late.
        case changed
        /// Due as planned.
        case due
        /// Due in another amount.
        case dueChanged = "due, changed"
        /// A question about it is open.
        case open
        /// Missed or left out.
        case missed
        /// Held, stopped, or not at the level.
        case notGiven = "held or stopped"
        /// Without a record.
        case unknown = "not recorded"
    }

    /// A dose.
    public struct Dose: Sendable, Hashable {
        /// The drug, by its place in the list.
        public let drug: Int
        /// The day of the cycle, from 1.
        public let day: Int
        /// What became of it.
        public let mark: Mark

        /// A dose.
        public init(drug: Int, day: Int, _ mark: Mark) {
            self.drug = drug
            self.day = day
            self.mark = mark
        }
    }

    /// A cycle.
    public struct Cycle: Sendable, Hashable {
        /// What it is called.
        public let label: String
        /// Its first day.
        public let date: String
        /// A remark on its right, such as a delay or a new level.
        public let remark: String
        /// How much is given of each drug, in the order of the drugs; empty where it is not said.
        public let amounts: [String]
        /// Its doses.
        public let doses: [Dose]

        /// A cycle.
        public init(_ label: String, date: String, remark: String = "", amounts: [String] = [], doses: [Dose]) {
            self.label = label
            self.date = date
            self.remark = remark
            self.amounts = amounts
            self.doses = doses
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// Today: the place of its cycle in the list, and its day.
        public var today: (cycle: Int, day: Int)? {
            get { todayCycle.flatMap { cycle in todayDay.map { (cycle, $0) } } }
            set { (todayCycle, todayDay) = (newValue?.cycle, newValue?.day) }
        }
        private var todayCycle: Int?
        private var todayDay: Int?
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "dose-calendar"

        /// The defaults: no title, 170 mm.
        public init() {}
    }

    /// The most cycles that are drawn.
    static let mostCycles = 60

    /// The drugs, in the order of their strips and colours.
    public let drugs: [String]
    /// The days of a cycle.
    public let days: Int
    /// The cycles, from top to bottom.
    public let cycles: [Cycle]
    /// What is shown and how.
    public let options: Options

    /// A figure of cycles; a cycle has at least one day.
    public init(drugs: [String], days: Int, cycles: [Cycle], options: Options = Options()) {
        self.drugs = drugs
        self.days = max(1, days)
        self.cycles = cycles
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { DoseCalendarDrawing(figure: self).document.text }

    /// The marks that the figure has, in their order.
    var marks: [Mark] {
        let present = Set(cycles.flatMap(\.doses).map(\.mark))
        return Mark.allCases.filter(present.contains)
    }

    /// The doses in words, for those who listen.
    var summary: String {
        guard !cycles.isEmpty else { return "No cycle." }
        let counts = drugs.enumerated().map { index, name in
            let doses = cycles.flatMap(\.doses).filter { $0.drug == index }
            let parts = Mark.allCases.compactMap { mark -> String? in
                let count = doses.count { $0.mark == mark }
                return count == 0 ? nil : "\(count) \(mark.rawValue)"
            }
            return "\(name): " + (parts.isEmpty ? "no dose" : parts.joined(separator: ", "))
        }
        return "\(cycles.count) cycles of \(days) days. " + counts.joined(separator: "; ") + "."
    }
}
