import TestSupport
import Testing
import TrialStatistics
import TrialTables
import TrialValues

@testable import TrialAnalysis

/// Follow-up with an arm of three levels, a sex, a stage of four numbers and a marker.
private struct Trial {
    let generated = GeneratedFollowUp(seed: 21, count: 160)

    var sexes: [String] { generated.stage.map { $0 < 2 ? "F" : "M" } }
    var arms: [String] { generated.arms.map { ["A", "B", "C"][Int($0)] } }

    func table(_ only: (String, Int) -> String = { arm, _ in arm }) throws -> Table {
        try Table(columns: [
            Column("t", numbers: generated.times.map { $0 }), Column("e", numbers: generated.events.map { $0 ? 1 : 0 }),
            Column("arm", texts: arms), Column("sex", texts: sexes),
            Column("marker", numbers: generated.biomarker.map { $0 }),
            Column("site", texts: generated.strata.map { ["n", "s", "n", "w"][Int($0)] }),
            Column("w", numbers: generated.copies.map { $0 }),
            Column("only", texts: arms.enumerated().map { only($1, $0) }),
        ])
    }

    /// - Parameter only: makes one more column, of the arm and the number of each row.
    func analysis(
        _ configure: (inout SurvivalPlan) -> Void, only: (String, Int) -> String = { arm, _ in arm }
    ) throws -> SurvivalAnalysis {
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "arm"
        plan.covariates = ["sex", "marker"]
        configure(&plan)
        return try SurvivalAnalysis(table(only), plan)
    }

    var followUp: SurvivalTimes {
        get throws { try SurvivalTimes(generated.times, events: generated.events) }
    }

    func indicator(_ values: [String], _ level: String) -> [Double] { values.map { $0 == level ? 1 : 0 } }

    func matrix(_ more: [(String, [Double])] = []) throws -> CovariateMatrix {
        let columns = [
            ("arm[B]", indicator(arms, "B")), ("arm[C]", indicator(arms, "C")), ("sex[M]", indicator(sexes, "M")),
            ("marker", generated.biomarker),
        ]
        return try CovariateMatrix(names: (columns + more).map(\.0), columns: (columns + more).map(\.1))
    }
}

private func product(_ one: [Double], _ other: [Double]) -> [Double] { zip(one, other).map { $0 * $1 } }

private func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch { return "\(error)" }
}

@Suite("Terms of a Cox model · Naive: columns written out")
struct CoxModelTermTests {
    private let trial = Trial()

    @Test func `an interaction is the product of the covariates of two terms`() throws {
        let analysis = try trial.analysis { $0.terms.interactions = [.init("arm", "sex"), .init("marker", "arm")] }
        let cox = try #require(analysis.cox)
        let base = try trial.matrix().columns
        let direct = try CoxRegression(
            trial.followUp,
            covariates: trial.matrix([
                ("1", product(base[0], base[2])), ("2", product(base[1], base[2])), ("3", product(base[3], base[0])),
                ("4", product(base[3], base[1])),
            ]))
        #expect(
            cox.terms.map(\.name) == [
                "arm[B]", "arm[C]", "sex[M]", "marker", "arm[B]:sex[M]", "arm[C]:sex[M]", "marker:arm[B]",
                "marker:arm[C]",
            ])
        #expect(cox.modelTerms.map(\.name) == ["arm", "sex", "marker", "arm:sex", "marker:arm"])
        #expect(cox.terms[4].part == .product && cox.terms[0].part == .level("B", reference: "A"))
        for (index, term) in cox.terms.enumerated() {
            #expect(isClose(term.coefficient, direct.coefficients[index], relative: 1e-12))
        }
        #expect(analysis.notes.contains { $0.contains("those where 'sex' is F, and those of 'sex' where 'arm' is A") })
    }

    @Test func `a reference of a covariate turns its hazard ratio over`() throws {
        let plain = try trial.analysis { _ in }
        let turned = try trial.analysis { $0.terms.references = [.init(column: "sex", level: "M")] }
        #expect(turned.cox?.terms[2].name == "sex[F]" && turned.cox?.terms[2].reference == "M")
        let coefficient = try #require(plain.cox?.terms[2].coefficient)
        #expect(isClose(turned.cox?.terms[2].coefficient, -coefficient, relative: 1e-8))
    }

    @Test func `a spline stands for its column`() throws {
        let analysis = try trial.analysis { $0.terms.splines = [.init(column: "marker", degreesOfFreedom: 3)] }
        #expect(
            analysis.cox?.terms.suffix(3).map(\.name) == ["marker[spline 1]", "marker[spline 2]", "marker[spline 3]"])
        #expect(analysis.cox?.terms.last?.part == .spline(3))
    }

    @Test func `a profile gives the covariates of a row`() throws {
        let plan = {
            var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
            plan.group = "arm"
            plan.covariates = ["sex", "marker"]
            plan.terms.splines = [.init(column: "marker", degreesOfFreedom: 4)]
            plan.terms.interactions = [.init("arm", "marker"), .init("arm", "sex")]
            return plan
        }()
        var notes: [String] = []
        let table = try trial.table()
        let rows = try SurvivalRows(table, plan, notes: &notes)
        let design = try DesignMatrix(table, plan, rows.group, rows: Array(0..<table.rowCount), notes: &notes)
        for row in [0, 7, 50] {
            let profile = CovariateProfile([
                ("arm", trial.arms[row]), ("sex", trial.sexes[row]), ("marker", String(trial.generated.biomarker[row])),
            ])
            #expect(design.values(of: profile) == design.columns.map { $0[row] })
        }
        // With one group set, the covariates are those of rows that are in it.
        let set = design.columns(setting: "arm", to: "C")
        for row in trial.arms.indices where trial.arms[row] == "C" {
            #expect(set.map { $0[row] } == design.columns.map { $0[row] })
        }
        #expect(design.values(of: CovariateProfile([("arm", "D"), ("sex", "F"), ("marker", "0")])) == nil)
        #expect(design.values(of: CovariateProfile([("arm", "B")])) == nil)
    }

    @Test func `a product that no row has is named, and no model is made of it`() throws {
        let analysis = try trial.analysis {
            $0.covariates = ["sex", "only"]
            $0.terms.interactions = [.init("arm", "only")]
        } only: { arm, row in
            arm == "B" || row % 3 > 0 ? "no" : "yes"
        }
        #expect(analysis.cox == nil)
        #expect(analysis.notes.contains { $0.hasPrefix("'arm[B]:only[yes]' is 0 in every row of the Cox model") })
        #expect(
            analysis.notes.contains { $0.hasPrefix("The Cox model is not estimable: covariate 'arm[B]:only[yes]'") })
    }

    @Test(arguments: [
        ("reference", "no row of column 'sex' is 'X'"), ("reference-number", "is a number and has no reference level"),
        ("reference-group", "name it by --reference"), ("reference-none", "'site', which is no covariate"),
        ("spline-text", "column 'sex' holds no numbers and cannot be a spline"),
        ("spline-none", "--spline names 'w', which is no covariate"),
        ("spline-few", "the spline of column 'w' cannot be"),
        ("interaction", "--interactions names 'site', which is neither group nor covariate"),
    ])
    func `what cannot be a term is refused with its name`(kind: String, expected: String) {
        let text = message {
            _ = try trial.analysis { plan in
                switch kind {
                case "reference": plan.terms.references = [.init(column: "sex", level: "X")]
                case "reference-number": plan.terms.references = [.init(column: "marker", level: "1")]
                case "reference-group": plan.terms.references = [.init(column: "arm", level: "B")]
                case "reference-none": plan.terms.references = [.init(column: "site", level: "n")]
                case "spline-text": plan.terms.splines = [.init(column: "sex", degreesOfFreedom: 3)]
                case "spline-none": plan.terms.splines = [.init(column: "w", degreesOfFreedom: 3)]
                case "spline-few":
                    plan.covariates.append("w")
                    plan.terms.splines = [.init(column: "w", degreesOfFreedom: 9)]
                default: plan.terms.interactions = [.init("arm", "site")]
                }
            }
        }
        #expect(text.contains(expected), "\(text)")
    }
}

@Suite("Asked of the Cox model · Naive: from the library by hand")
struct CoxAnswersTests {
    private let trial = Trial()

    @Test func `contrasts by name, with Holm and a joint test`() throws {
        let analysis = try trial.analysis { $0.questions.contrasts = ["arm[B] - arm[C]", "2*marker = 0.1", "sex[M]"] }
        let contrasts = try #require(analysis.coxAnswers?.contrasts)
        let model = try #require(analysis.cox?.model)
        let direct = try #require(try CoxContrast(model, weights: [1, -1, 0, 0]))
        #expect(contrasts.rows[0].contrast == direct)
        #expect(contrasts.rows[1].contrast?.nullValue == 0.1 && contrasts.rows[1].contrast?.weights == [0, 0, 0, 2])
        let holm = try AdjustedPValues(contrasts.rows.compactMap { $0.contrast?.pValue }, by: .holm).values
        #expect(contrasts.rows.map(\.adjustedP) == holm.map(Optional.some))
        #expect(contrasts.joint?.degreesOfFreedom == 3)
        let dependent = try trial.analysis { $0.questions.contrasts = ["marker", "2*marker"] }
        #expect(dependent.coxAnswers?.contrasts?.joint == nil)
        #expect(dependent.notes.contains { $0.contains("no joint test: combination 2 follows from the others") })
        let single = try trial.analysis { $0.questions.contrasts = ["marker"] }.coxAnswers?.contrasts
        #expect(single?.joint == nil && single?.rows[0].adjustedP == nil)
        #expect(
            message { _ = try trial.analysis { $0.questions.contrasts = ["arm[X]"] } }.contains(
                "there is no term at 'arm[X]'"))
    }

    @Test func `a smaller model on the same rows, terms with their interactions`() throws {
        let analysis = try trial.analysis {
            $0.terms.interactions = [.init("arm", "sex")]
            $0.questions.without = ["sex"]
            $0.questions.wantsDrop = true
        }
        let answers = try #require(analysis.coxAnswers)
        #expect(answers.comparison?.without == ["sex", "arm:sex"])
        let base = try trial.matrix().columns
        let smaller = try CoxRegression(
            trial.followUp, covariates: CovariateMatrix(names: ["B", "C", "m"], columns: [base[0], base[1], base[3]]))
        let larger = try #require(analysis.cox?.model)
        #expect(
            isClose(
                answers.comparison?.test?.statistic, 2 * (larger.logLikelihood - smaller.logLikelihood), relative: 1e-9)
        )
        #expect(answers.comparison?.test?.degreesOfFreedom == 3)
        #expect(answers.comparison?.kind == .likelihoodRatio)
        // Main effects below the interaction are not tested alone.
        #expect(answers.drops.map(\.term) == ["marker", "arm:sex"])
        #expect(analysis.notes.contains { $0.contains("'sex' is part of an interaction") })
        let names = try trial.analysis {
            $0.terms.interactions = [.init("arm", "sex")]
            $0.questions.without = ["sex*arm"]
        }
        #expect(names.coxAnswers?.comparison?.without == ["arm:sex"])
        #expect(
            message { _ = try trial.analysis { $0.questions.without = ["age"] } }.contains(
                "no term 'age'; its terms are 'arm', 'sex', 'marker'"))
    }

    @Test func `with a robust variance tests are Wald's, and say so`() throws {
        let analysis = try trial.analysis {
            $0.isRobust = true
            $0.questions.without = ["arm"]
            $0.terms.splines = [.init(column: "marker", degreesOfFreedom: 3)]
        }
        let model = try #require(analysis.cox?.model)
        let answers = try #require(analysis.coxAnswers)
        let rows = [0, 1].map { index in model.names.indices.map { $0 == index ? 1.0 : 0 } }
        #expect(answers.comparison?.kind == .wald)
        #expect(answers.comparison?.test == (try CoxContrast.jointTest(model, rows)))
        #expect(answers.splines[0].nonlinearity.kind == .wald)
        #expect(answers.splines[0].nonlinearity.test?.degreesOfFreedom == 2)
    }

    @Test func `everything left out is the test of the model`() throws {
        let analysis = try trial.analysis { $0.questions.without = ["arm", "sex", "marker"] }
        #expect(analysis.coxAnswers?.comparison?.test == analysis.cox?.model.likelihoodRatioTest)
    }

    @Test func `hazard ratios side by side are of the same rows`() throws {
        let analysis = try trial.analysis {
            $0.strata = ["site"]
            $0.questions.wantsSideBySide = true
        }
        let models = try #require(analysis.coxAnswers?.sideBySide)
        #expect(models.map(\.model) == [.unadjusted, .stratified, .adjusted, .adjustedStratified])
        #expect(Set(models.map(\.count)) == [160])
        let alone = try trial.analysis { $0.covariates = [] }
        let stratified = try trial.analysis {
            $0.covariates = []
            $0.strata = ["site"]
        }
        let adjusted = try trial.analysis { _ in }
        for (model, other) in zip(models, [alone, stratified, adjusted, analysis]) {
            #expect(model.ratios.map(\.group) == ["B", "C"])
            #expect(model.ratios.map(\.hazardRatio) == other.cox?.terms.prefix(2).map(\.hazardRatio))
            #expect(model.ratios.map(\.pValue) == other.cox?.terms.prefix(2).map(\.pValue))
        }
        let few = try trial.analysis {
            $0.covariates = []
            $0.questions.wantsSideBySide = true
        }
        #expect(few.coxAnswers?.sideBySide.map(\.model) == [.unadjusted])
    }

    @Test func `the effect of the group at each level is the coefficient with that level as reference`() throws {
        let analysis = try trial.analysis { $0.terms.interactions = [.init("sex", "arm")] }
        let turned = try trial.analysis {
            $0.terms.interactions = [.init("sex", "arm")]
            $0.terms.references = [.init(column: "sex", level: "M")]
        }
        let interaction = try #require(analysis.coxAnswers?.interactions.first)
        #expect(interaction.column == "arm" && interaction.modifier == "sex")
        #expect(interaction.effects.map(\.modifierValue) == ["F", "M", "F", "M"])
        #expect(
            isClose(
                interaction.effects[0].hazardRatio?.estimate, analysis.cox?.terms[0].hazardRatio?.estimate,
                relative: 1e-12))
        #expect(
            isClose(interaction.effects[1].hazardRatio?.lower, turned.cox?.terms[0].hazardRatio?.lower, relative: 1e-7))
        #expect(interaction.test.test?.degreesOfFreedom == 2)
        let byNumber = try trial.analysis { $0.terms.interactions = [.init("arm", "marker")] }
        let quartiles = try #require(byNumber.coxAnswers?.interactions.first)
        #expect(quartiles.isAtQuartiles && quartiles.effects.count == 6)
        let coefficients = try #require(byNumber.cox?.model).coefficients.compactMap(\.self)
        let value = try #require(Double(quartiles.effects[0].modifierValue))
        #expect(
            isClose(quartiles.effects[0].contrast?.estimate, coefficients[0] + value * coefficients[4], relative: 1e-10)
        )
    }

    @Test func `predicted curves are the library's for the profile`() throws {
        let analysis = try trial.analysis {
            $0.strata = ["site"]
            $0.landmarks = [3, 6, 500]
            $0.questions.profiles = [CovariateProfile([("arm", "C"), ("sex", "M"), ("site", "s")])]
        }
        let prediction = try #require(analysis.coxAnswers?.predictions.first)
        let model = try #require(analysis.cox?.model)
        let strata = Factor(trial.generated.strata.map { ["n", "s", "n", "w"][Int($0)] })
        let baseline = try #require(
            try CoxBaseline(model, trial.followUp, covariates: trial.matrix(), strata: strata))
        let mean = trial.generated.biomarker.reduce(0, +) / 160
        let direct = try #require(baseline.curve(of: [0, 1, 1, mean], stratum: "s"))
        #expect(isClose(prediction.landmarks[0].estimate?.survival, direct.survival(at: 3), relative: 1e-12))
        #expect(prediction.landmarks[2].estimate == nil)
        #expect(prediction.median.estimate == direct.median.estimate && prediction.stratum == "s")
        #expect(analysis.notes.contains { $0.contains("leaves out at the mean, or the reference level: marker=") })
    }

    @Test(arguments: [
        ([("arm", "X")], "'arm' of the profile 'arm=X' must be one of 'A', 'B', 'C'"),
        ([("marker", "much")], "must be a number"),
        ([("age", "3")], "'age' of the profile 'age=3' is not in the Cox model"),
    ])
    func `a profile that the model does not know is refused`(values: [(String, String)], expected: String) {
        let text = message {
            _ = try trial.analysis { $0.questions.profiles = [CovariateProfile(values.map { ($0.0, $0.1) })] }
        }
        #expect(text.contains(expected), "\(text)")
        let unnamed = message {
            _ = try trial.analysis {
                $0.strata = ["site"]
                $0.questions.profiles = [CovariateProfile([("arm", "B")])]
            }
        }
        #expect(unnamed.contains("names no stratum of site; there are"))
    }

    @Test func `standardised curves average over the sample, weighted`() throws {
        let analysis = try trial.analysis {
            $0.weights = "w"
            $0.landmarks = [4]
            $0.questions.wantsAdjustedCurves = true
        }
        let adjusted = try #require(analysis.coxAnswers?.adjusted)
        let model = try #require(analysis.cox?.model)
        let weighted = try SurvivalTimes(
            trial.generated.times, events: trial.generated.events, weights: trial.generated.copies)
        let baseline = try #require(try CoxBaseline(model, weighted, covariates: trial.matrix()))
        for (group, arm) in [[0.0, 0], [1, 0], [0, 1]].enumerated() {
            var sum = 0.0
            for row in 0..<160 {
                let sex: Double = trial.sexes[row] == "M" ? 1 : 0
                let curve = try #require(baseline.curve(of: arm + [sex, trial.generated.biomarker[row]]))
                sum += trial.generated.copies[row] * (try #require(curve.survival(at: 4)))
            }
            let mean = sum / trial.generated.copies.reduce(0, +)
            #expect(isClose(adjusted.groups[group].landmarks[0].estimate?.survival, mean, relative: 1e-11))
        }
        #expect(adjusted.groups[0].differences.isEmpty)
        let difference = try #require(adjusted.groups[2].differences.first?.difference)
        let levels = adjusted.groups.compactMap { $0.landmarks[0].estimate?.survival }
        #expect(isClose(difference.estimate, levels[2] - levels[0], relative: 1e-12))
    }

    @Test func `where a coefficient is missing nothing is predicted, and the rest answers`() throws {
        let table = try Table(columns: [
            Column("t", numbers: [1, 2, 3, 4, 5, 6, 7, 8]), Column("e", numbers: [1, 1, 1, 0, 1, 1, 0, 0]),
            Column("arm", texts: ["B", "B", "B", "B", "B", "B", "A", "A"]),
            Column("x", numbers: [1, 4, 2, 5, 3, 2, 1, 3]),
        ])
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "arm"
        plan.covariates = ["x"]
        plan.questions.profiles = [CovariateProfile([("arm", "A"), ("x", "2")])]
        plan.questions.contrasts = ["arm[B]", "x"]
        plan.questions.wantsDrop = true
        let analysis = try SurvivalAnalysis(table, plan)
        let answers = try #require(analysis.coxAnswers)
        #expect(answers.predictions.isEmpty)
        #expect(answers.contrasts?.rows[0].contrast == nil && answers.contrasts?.rows[1].contrast != nil)
        #expect(answers.contrasts?.joint == nil)
        #expect(answers.drops.allSatisfy { $0.test != nil })
        #expect(analysis.notes.contains { $0.hasPrefix("Nothing can be predicted") })
    }

    @Test func `questions without a model are noted`() throws {
        let analysis = try trial.analysis {
            $0.covariates = ["sex"]
            $0.strata = ["sex"]
            $0.questions.wantsDrop = true
        }
        #expect(analysis.cox == nil && analysis.coxAnswers == nil)
        #expect(analysis.notes.contains { $0.contains("has no answer, as there is no model") })
    }
}
