import TestSupport
import Testing
import TrialStatistics
import TrialTables
import TrialValues

@testable import TrialAnalysis

@Suite("Baseline balance of a table · ByHand")
struct BaselineTableByHandTests {
    private static let text = """
        arm,age,iss,ok
        B,40,1,true
        B,50,2,false
        B,,2,true
        A,60,1,true
        A,70,3,true
        ,80,1,false
        A,80,1,
        """

    private func balance(_ change: (inout BalancePlan) -> Void = { _ in }) throws -> BaselineBalance {
        var plan = BalancePlan(group: "arm", covariates: ["age", "iss", "ok"])
        change(&plan)
        return try BaselineBalance(Table(csv: .text(Self.text)), plan)
    }

    @Test func `groups, missing values, content`() throws {
        let balance = try balance()
        #expect(balance.groups == [.init(name: "A", count: 3), .init(name: "B", count: 3)])
        #expect(balance.rowCount == 7 && balance.dropped == 1)
        let (age, iss, ok) = (balance.covariates[0], balance.covariates[1], balance.covariates[2])
        #expect(age.missing == [0, 1] && iss.missing == [0, 0] && ok.missing == [1, 0])
        guard case .numbers(let ages) = age.content, case .numbers = iss.content else {
            Issue.record("numbers are numbers")
            return
        }
        #expect(ages.map { $0?.summary.mean } == [70, 45])
        // −25 over √((100 + 50)/2).
        #expect(isClose(age.imbalance.pairs[0].difference, -25 / (75.0).squareRoot(), relative: 1e-14))
        // Missing: 0 of 3 against 1 of 3, (1/3)/√((2/9)/2) = 1.
        #expect(isClose(age.missingImbalance?.pairs[0].difference, 1, relative: 1e-14))
        #expect(iss.missingImbalance == nil)
        #expect(ok.content == .levels(["false", "true"], counts: [[0, 1], [2, 2]]))
        #expect(balance.notes.contains("1 row was left out for a missing 'arm'."))
        #expect(balance.marked == ["age", "ok"])
    }

    @Test func `a reference, a factor of numbers, a threshold`() throws {
        let balance = try balance {
            $0.reference = "B"
            $0.factors = ["iss"]
            $0.threshold = 10
        }
        #expect(balance.groups.map(\.name) == ["B", "A"] && balance.marked.isEmpty)
        #expect(balance.covariates[1].content == .levels(["1", "2", "3"], counts: [[1, 2], [2, 0], [0, 1]]))
        #expect(isClose(balance.covariates[0].imbalance.pairs[0].difference, 25 / (75.0).squareRoot(), relative: 1e-14))
    }

    @Test func `all problems at once`() throws {
        let problems = #expect(throws: Diagnostics.self) {
            try self.balance {
                $0.group = "arms"
                $0.covariates = ["aeg", "iss"]
                $0.medians = ["iss"]
                $0.factors = ["iss"]
            }
        }
        let rules = problems?.all.map(\.rule) ?? []
        #expect(rules == ["table.unknown-column", "table.unknown-column", "balance.medians"])
    }

    @Test func `weights stand at their rows`() throws {
        let text = "arm,x\nA,1\nB,2\nA,\nB,1\nA,2\n,1\nB,2\nA,1\n"
        var plan = BalancePlan(group: "arm", covariates: ["x"])
        plan.weighting = .init(.overlap)
        let balance = try BaselineBalance(Table(csv: .text(text)), plan)
        let propensity = try #require(balance.propensity)
        #expect(propensity.rows == [0, 1, 3, 4, 6, 7] && propensity.incompleteCount == 1)
        // x = 1: one of three is B; x = 2: two of three. Weights are the probability of the other group.
        let expected: [Double?] = [1.0 / 3, 1.0 / 3, nil, 2.0 / 3, 2.0 / 3, nil, 1.0 / 3, 1.0 / 3]
        for (own, expected) in zip(propensity.rowWeights(rowCount: 8), expected) {
            #expect(isClose(own, expected, relative: 1e-12))
        }
        #expect(abs(balance.covariates[0].weighted?.imbalance.pairs[0].difference ?? 1) < 1e-12)
    }
}
