import TrialModel

extension DoseCalendarReport {
    /// The doses as CSV, one a line.
    public var csv: String {
        let header = "date,weekday,cycle,day,time,drug,route,planned,due,given,status,condition,reason"
        let rows = calendar.doses.map { dose in
            [
                dose.day.description, dose.day.weekday.rawValue, String(dose.cycle), String(dose.dayOfCycle),
                String(dose.time), dose.drug,
                calendar.regimen[drug: dose.drug]?.route ?? "", dose.planned?.description ?? "",
                dose.due?.description ?? "",
                dose.given?.description ?? "", dose.status.words, dose.condition?.description ?? "",
                dose.reasons.joined(separator: "; "),
            ].map(CSVField.text).joined(separator: ",")
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }
}
