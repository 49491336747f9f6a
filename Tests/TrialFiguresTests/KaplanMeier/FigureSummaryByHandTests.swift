import Testing
import TrialStatistics

@testable import TrialFigures

@Suite struct FigureSummaryByHandTests {
    // S is 3/4, 1/2, 1/4 from 1, 2, 3 on: 1/2 from 2 to 3, so the median is 2.5 by R's print rule.
    private func description(
        events: [Bool] = [true, true, true, false], _ change: (inout KaplanMeierFigure.Options) -> Void = { _ in }
    ) throws -> String {
        let curve = try KaplanMeier(times: [1, 2, 3, 4], events: events)
        var options = KaplanMeierFigure.Options()
        options.survivalTitle = "Event-free"
        options.timeUnit = .months
        change(&options)
        let figure = KaplanMeierFigure(groups: [.init("A", curve: curve)], options: options)
        let parsed = try ParsedFigure(figure.svg)
        return parsed.all("title").map(\.text).joined() + " | " + parsed.all("desc").map(\.text).joined()
    }

    @Test func `says what the curves show once`() throws {
        let text = try description()
        #expect(
            text.hasPrefix("Kaplan-Meier curve | Event-free by time (months), 1 group. A: 4 observations, 3 events"))
        #expect(text.ranges(of: "vent-free").count == 1)
        #expect(text.contains("median 2.5 months (95% CI 1.0–NE)"))
    }

    @Test func `follows level, scale and rule of the plan`() throws {
        // On the log scale the lower limit of S at 1 is ¾·exp(−z·√(1/12)): 0.43 at 95%, 0.57 at 67%, which is still above ½.
        let level = try ConfidenceLevel(0.67)
        let text = try description { $0.limits = .init(transform: .log, level: level) }
        #expect(text.contains("(67% CI 2.0–NE)"))
        // S stays at ½ from 2 on, to 4: R prints 2, its quantile() gives 3, SAS nothing.
        let events = [true, true, false, false]
        #expect(try description(events: events).contains("median 2 months"))
        #expect(try description(events: events) { $0.quantileRule = .rQuantile }.contains("median 3 months"))
        #expect(try description(events: events) { $0.quantileRule = .strict }.contains("median not reached"))
    }

    @Test func `says what it is told to say instead`() throws {
        #expect(try description { $0.summary = "In words." } == "Kaplan-Meier curve | In words.")
        #expect(try description { $0.title = "PFS" }.hasPrefix("PFS | "))
    }
}
