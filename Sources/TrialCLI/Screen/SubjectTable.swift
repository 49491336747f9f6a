import TrialAnalysis
import TrialModel
import TrialReports
import TrialTables
import TrialValues

/// A table of subjects that the user named.
struct SubjectTable {
    let path: String
    let day: Day?

    init(_ path: String, day: Day?) {
        self.path = path
        self.day = day
    }

    /// Screens the rows one after the other: a line each as CSV or JSON, or how many are eligible as text.
    ///
    /// - Throws: ``Refusal`` with what is wrong with the table.
    func screen(_ plan: ScreeningPlan, as format: ScreeningFormat, on console: Console) throws -> Program.Outcome {
        let meter = ProgressMeter("Screening", on: console)
        defer { meter.clear() }
        let show: (Double) -> Void = { meter.show($0) }
        do throws(Diagnostics) {
            var screening = try TableScreening(
                .file(path), facts: plan.facts, population: plan.population, on: day,
                progress: console.isInteractive ? show : nil)
            for note in screening.columns.notes { console.error(note.description) }
            let form: VerdictFormat? = format == .json ? .json : format == .csv ? .csv : nil
            let summary = try screening.write(form) { console.write(String(decoding: $0, as: UTF8.self)) }
            meter.clear()
            if let note = screening.noteOnNames(summary) { console.error(note.description) }
            if format == .text {
                console.print(ScreeningSummaryText(summary, of: plan).lines.joined(separator: "\n"))
            }
            return .done
        } catch {
            meter.clear()
            throw Refusal(description: error.description)
        }
    }
}
