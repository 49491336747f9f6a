import TrialStatistics
import TrialValues

/// The rows and the plan that the restricted means need: those of the curves that have all strata.
struct CurveContext {
    let rows: SurvivalRows
    let complete: [Int]
    let plan: SurvivalPlan

    /// The restricted means that the plan asks for; a note where there is no window.
    func restrictedMeans(notes: inout [String]) throws(Diagnostics) -> RestrictedMeanComparison? {
        guard let question = plan.curves.restrictedMean else { return nil }
        let kept = rows.withStrata(complete)
        guard !kept.isEmpty else {
            notes.append("No row has all strata: restricted means are not estimable.")
            return nil
        }
        let groups = try rows.groupFactor(kept, plan) ?? Factor(kept.map { _ in "all" })
        let strata = rows.strataFactor(kept)
        let answer = try statistics { () throws(StatisticsError) -> RestrictedMeanComparison? in
            let followUp = try rows.followUp(kept, plan)
            guard let end = try question.end.value(for: followUp, groups: groups, strata: strata), end > question.from
            else { return nil }
            return try RestrictedMeanComparison(
                followUp, groups: groups, strata: strata, over: question.from...end, variance: question.variance,
                level: plan.level)
        }
        guard let answer else {
            let start = DistinctValues.text(of: question.from)
            notes.append(
                question.end == .smallestLastEvent
                    ? "Restricted means up to the last events are not estimable: not every group has an event after \(start). --rmst last-time, or a time, needs none."
                    : "Restricted means are not estimable: no time after \(start) is reached by the follow-up of every group."
            )
            return nil
        }
        notes += remarks(answer, question)
        try refuseUnreached(answer)
        return answer
    }

    /// An error where no group at all is followed to the end of the window: the number given cannot be meant.
    private func refuseUnreached(_ answer: RestrictedMeanComparison) throws(Diagnostics) {
        guard answer.groups.allSatisfy({ $0.mean == nil }) else { return }
        let last = complete.compactMap { rows.times[$0] }.max() ?? 0
        throw Diagnostics([
            Diagnostic(
                .error, "analyze.restricted-mean",
                "no group is followed to \(DistinctValues.text(of: answer.window.upperBound)); the longest follow-up is \(DistinctValues.text(of: last))",
                advice: "give --rmst a time that every group reaches, or last-time for the latest of them")
        ])
    }

    private func remarks(_ answer: RestrictedMeanComparison, _ question: CurveQuestions.RestrictedMeanWindow)
        -> [String]
    {
        let end = DistinctValues.text(of: answer.window.upperBound)
        var remarks: [String] = []
        let short = answer.groups.filter { $0.mean == nil }.map { "'\($0.name)'" }
        if !short.isEmpty {
            remarks.append(
                "Not followed to \(end), so without a restricted mean: group \(short.joined(separator: ", ")). Nobody was observed there while the curve is above 0."
            )
        }
        if case .time = question.end {
        } else {
            let whom = plan.strata.isEmpty ? "group" : "group in every stratum that has all groups"
            let what = question.end == .smallestLastTime ? "largest time" : "largest event time"
            remarks.append(
                "The restricted means end at \(end), read off the data: the smallest \(what) of every \(whom). A time chosen beforehand is better."
            )
        }
        if !answer.leftOut.isEmpty {
            let names = answer.leftOut.map { "'\($0)'" }.joined(separator: ", ")
            remarks.append(
                "Left out of the stratified restricted means, as a group has nobody there: stratum \(names).")
        }
        let cells = answer.unfollowed.map { "'\($0.group)' in '\($0.stratum)'" }
        if !cells.isEmpty {
            remarks.append(
                "Not followed to \(end), so that the stratified comparison of the group is not estimable: \(cells.joined(separator: ", "))."
            )
        }
        return remarks
    }
}

extension CurveAnswers {
    /// What a reader of the other answers has to know.
    static func remarks(_ groups: [Group], _ milestones: [Milestone], _ plan: SurvivalPlan) -> [String] {
        var remarks: [String] = []
        let banned = groups.filter { $0.band == nil }.map { "'\($0.name)'" }
        if plan.curves.band != nil, !banned.isEmpty {
            remarks.append(
                "No band for group \(banned.joined(separator: ", ")): no event in the range leaves the curve above 0.")
        }
        let open = milestones.filter { $0.test.test == nil }.map { DistinctValues.text(of: $0.time) }
        if !open.isEmpty {
            remarks.append(
                "No milestone test at \(open.joined(separator: ", ")): a curve is past its follow-up, at 0, or has no value or variance on the scale."
            )
        }
        if milestones.count > 1 {
            remarks.append("The milestone tests of several times are not adjusted for their number.")
        }
        return remarks
    }
}
