import Foundation
import TestSupport
import Testing
import TrialCLI

/// `equipoise calendar`, as a coordinator types it.
@Suite("calendar · Command")
struct CalendarCommandTests {
    private let study = Repository.file("Examples/dose-calendar/study.yaml").path(percentEncoded: false)
    private let subject = Repository.file("Examples/dose-calendar/subject.yaml").path(percentEncoded: false)
    private let table = Repository.file("Examples/dose-calendar/subject.csv").path(percentEncoded: false)

    @Test func `today's dose, and why it differs`() throws {
        let run = Run("calendar", study, "--events", subject, "--on", "2024-05-13")
        #expect(run.outcome == .done && run.error.isEmpty)
        #expect(run.output.contains("Today, Monday 2024-05-13: cycle 3, day 8"))
        #expect(run.output.contains("lenalidomide: 5 mg (plan: 10 mg)"))
        #expect(run.output.contains("because: resumed at 5 mg d1-21 on 2024-04-24: P1: platelets 28 10^9/L"))
        #expect(run.output.contains("! cycle 1, venous thrombosis: none recorded"))
    }

    @Test func `events as a table give the same days`() throws {
        let yaml = try Run("calendar", study, "--events", subject, "--json", "--on", "2024-05-13").json
        let csv = try Run(
            "calendar", study, "--events", table, "--start", "2024-03-04", "--subject-number", "17", "--json", "--on",
            "2024-05-13"
        ).json
        func days(_ json: [String: Any]) throws -> [[String]] {
            let doses = try #require(json["doses"] as? [[String: Any]]).filter { $0["drug"] as? String == "ixazomib" }
            return doses.map {
                [$0["date"] as? String ?? "", $0["status"] as? String ?? "", $0["due"] as? String ?? ""]
            }
        }
        #expect(try days(yaml) == days(csv))
        #expect(try days(yaml).count == 18)
    }

    @Test func `JSON has today, decisions and intensities`() throws {
        let json = try Run("calendar", study, "--events", subject, "--on", "2024-05-13", "--json").json
        let today = try #require(json["today"] as? [String: Any])
        #expect(today["cycle"] as? Int == 3 && today["day"] as? Int == 8)
        let intensities = try #require(json["intensities"] as? [[String: Any]])
        // Ixazomib: six doses of 3 mg given of seven planned, and of eight without the delay.
        #expect(
            intensities[1]["relativeDose"] as? Double == 18.0 / 21
                && intensities[1]["relativeDoseIntensity"] as? Double == 18.0 / 24)
        #expect((json["decisions"] as? [[String: Any]])?.count == 6)
    }

    @Test func `files are written`() throws {
        try withFolder { folder in
            func file(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            let run = Run(
                "calendar", study, "--arm", "IXA-LEN", "--start", "2024-03-04", "--subject-number", "1", "--csv",
                file("d.csv"),
                "--ics", file("d.ics"), "--stamp", "2024-03-01T00:00:00Z", "--svg", file("d.svg"), "--title", "Doses",
                "--list")
            #expect(run.outcome == .done)
            let ics = try String(contentsOfFile: file("d.ics"), encoding: .utf8)
            #expect(ics.contains("DTSTAMP:20240301T000000Z\r\n"))
            let csv = try String(contentsOfFile: file("d.csv"), encoding: .utf8)
            #expect(
                csv.contains(
                    "2024-03-04,Monday,1,1,1,ixazomib,oral,4 mg,4 mg"))
            let svg = try String(contentsOfFile: file("d.svg"), encoding: .utf8)
            #expect(svg.contains("<title"))
            #expect(run.error.contains("Wrote") && run.output.contains("open [1]"))
        }
    }

    @Test func `many subjects are counted by starting dose, step and reason`() throws {
        let path = Repository.file("Examples/dose-calendar/cohort.csv").path(percentEncoded: false)
        let run = Run("calendar", study, "--cohort", path, "--on", "2024-05-13")
        #expect(run.outcome == .done && run.output.contains("Arm IXA-LEN: 4 subjects, 3 on treatment, 1 ended"))
        let csv = Run("calendar", study, "--cohort", path, "--on", "2024-05-13", "--csv", "-").output
        #expect(csv.contains("IXA-LEN,ixazomib,all,lowered,4 mg,3 mg,rash,1\n"))
        let json = try Run("calendar", study, "--cohort", path, "--on", "2024-05-13", "--json").json
        #expect((json["arms"] as? [[String: Any]])?.first?["onTreatment"] as? Int == 3)
    }

    @Test func `a cycle that nobody could judge gives no relative dose, of one subject and of many`() throws {
        let facts = "creatinine clearance: {value: 80 mL/min, date: 2024-03-04}, dialysis: no"
        try withFile("{subject: A, number: 1, start: 2024-03-04, facts: {\(facts)}}", kind: "yaml") { path in
            let one = Run("calendar", study, "--events", path, "--on", "2024-04-04")
            #expect(one.output.contains("whether cycle 2 may begin") && !one.output.contains("100.0 %"))
            let many = Run("calendar", study, "--cohort", path, "--on", "2024-04-04")
            #expect(many.outcome == .done && !many.output.contains("100.0 %"), "\(many.error)")
        }
    }

    @Test func `a folder of events files is a cohort, and all its problems are told`() throws {
        try withFolder { folder in
            let good = "{subject: A, start: 2024-03-04, number: 1}"
            try Data(good.utf8).write(to: folder.appending(path: "a.yaml"))
            let path = folder.path(percentEncoded: false)
            #expect(Run("calendar", study, "--cohort", path).output.contains("1 subject, 1 on treatment"))
            try Data("{start: 2024-03-04}".utf8).write(to: folder.appending(path: "b.yaml"))
            try Data(good.utf8).write(to: folder.appending(path: "c.yaml"))
            let run = Run("calendar", study, "--cohort", path)
            #expect(run.outcome == .refused && run.error.contains("subject A stands there twice"))
            #expect(run.error.contains("b: ") && run.error.contains("the subject's number is not known"))
        }
        let wrong = Run("calendar", study, "--cohort", "x", "--events", subject)
        #expect(wrong.error.contains("--events is about one subject and does not go with --cohort."))
    }

    @Test func `what subjects of a table say of each other and of the study has its line`() throws {
        let rows = """
            subject,number,arm,start,date,event
            A,1,IXA-LEN,2024-03-04,,
            B,1,IXA-LEN,2024-03-05,,
            C,3,IXA-LEM,2024-03-05,,
            D,4,IXA-LEN,,2024-03-05,held

            """
        try withFile(rows, kind: "csv") { path in
            let run = Run("calendar", study, "--cohort", path)
            #expect(run.outcome == .refused && run.output.isEmpty)
            let name = URL(filePath: path).lastPathComponent
            #expect(run.error.contains("\(name):3:2: error: subject B has the number 1 of subject A"))
            #expect(
                run.error.contains(
                    "\(name):4:3: error: subject C: the study has no arm 'IXA-LEM' in column 'arm'; did you mean IXA-LEN?"
                ))
            #expect(run.error.contains("\(name):5:1: error: subject D: the first day of the treatment is not known"))
        }
    }

    @Test(arguments: [("--csv", "date,weekday"), ("--ics", "BEGIN:VCALENDAR\r\n"), ("--svg", "<svg")])
    func `a file of - is standard output, and nothing else is there`(option: String, start: String) {
        let run = Run("calendar", study, "--events", subject, option, "-")
        #expect(run.outcome == .done && run.output.hasPrefix(start) && run.error.isEmpty)
        #expect(!run.output.contains("Decisions"))
    }

    @Test func `standard output holds one answer`() {
        for options in [["--csv", "-", "--ics", "-"], ["--csv", "-", "--json"], ["--svg", "-", "--list"]] {
            let run = Run(arguments: ["calendar", study, "--events", subject] + options)
            #expect(run.outcome == .refused && run.error.contains("are both standard output; name a file."))
        }
    }

    @Test func `without facts the dose that depends on the kidneys is open`() {
        let run = Run(
            "calendar", study, "--arm", "IXA-LEN", "--start", "2024-03-04", "--subject-number", "17", "--on",
            "2024-03-04")
        #expect(run.output.contains("lenalidomide: open, not due (plan: 10 mg)"))
        #expect(run.output.contains("not known: creatinine clearance"))
        #expect(run.output.contains("ixazomib: 3 mg"))
    }

    @Test func `a treatment that has ended is the answer no`() throws {
        try withFile(
            "{start: 2024-03-04, number: 1, events: [{date: 2024-04-10, event: ended, reason: progression}]}",
            kind: "yaml"
        ) { path in
            let run = Run("calendar", study, "--events", path, "--on", "2024-05-01")
            #expect(run.outcome == .no && run.output.contains("Treatment ends before 2024-04-10: progression."))
            #expect(Run("calendar", study, "--events", path, "--on", "2024-04-09").outcome == .done)
        }
    }

    @Test(
        arguments: [
            (["--arm", "IXA"], "--arm: error: the study has no arm 'IXA'"),
            (["--start", "2024-02-30"], "The value '2024-02-30' is invalid for '--start <date>'"),
            (["--start", "2024-03-04"], "the subject's number is not known"),
            (["--start", "2024-03-04", "--subject-number", "0"], "--subject-number is 0; expected a number from 1."),
            (["--start", "2024-03-04", "--subject-number", "65"], ""),
            (["--subject-number", "3"], "the first day of the treatment is not known"),
            (["--start", "2024-03-04", "--subject-number", "1", "--months", "0"], "--months is 0"),
            (["--start", "2024-03-04", "--subject-number", "1", "--cycles", "0"], "--cycles is 0"),
            (["--start", "2024-03-04", "--subject-number", "1", "--cycle-days", "0"], "--cycle-days is 0"),
            (["--start", "2024-03-04", "--subject-number", "1", "--stamp", "now"], "--stamp is 'now'"),
            (["--start", "2024-03-04", "--subject-number", "1", "--title", "x"], "--title goes with --svg."),
            (
                ["--start", "2024-03-04", "--subject-number", "1", "--weight", "lean"],
                "The value 'lean' is invalid for '--weight <kind>'"
            ),
            (
                ["--start", "2024-03-04", "--subject-number", "1", "--events", "missing.yaml"],
                "missing.yaml: error: the file cannot be read"
            ),
            (["--start", "2024-03-04", "--subject-number", "1", "--events", "missing.csv"], "missing.csv"),
        ] as [([String], String)])
    func `a slip is told`(options: [String], message: String) {
        let run = Run(arguments: ["calendar", study] + options)
        guard !message.isEmpty else {
            // Subjects beyond the planned 64 still belong to the open cohort.
            #expect(run.outcome == .done)
            return
        }
        #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
    }

    @Test func `slips in the events file are told all at once, with their places`() throws {
        let text = """
            start: 2024-03-04
            number: 1
            events:
              - {date: 2024-03-11, event: mised, drug: ixazomib}
              - {date: 2024-03-12, event: missed}
              - {date: 2024-03-12, event: closed, drug: ixazomib}
            facts: {platelet: 3}
            """
        try withFile(text, kind: "yaml") { path in
            let run = Run("calendar", study, "--events", path)
            #expect(run.outcome == .refused)
            #expect(run.error.contains(":4:") && run.error.contains("did you mean missed?"))
            #expect(
                run.error.contains("an event `missed` has no `drug`")
                    && run.error.contains("an event `closed` has no `drug`"))
            #expect(run.error.contains("facts.unknown-fact"))
        }
    }

    @Test func `an option against the file is refused`() throws {
        let run = Run("calendar", study, "--events", subject, "--start", "2024-03-05")
        #expect(
            run.error == "--start: error: it is 2024-03-05, and the events file says 2024-03-04; give one of them\n")
    }
}
