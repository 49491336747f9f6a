import Testing
import TrialValues

@Suite struct `Partial days, ByHand` {
    private func date(_ text: String) throws -> PartialDay { try #require(PartialDay(text)) }

    @Test(arguments: [
        ("2020-05-14", "2020-05-14", "2020-05-14", PartialDay.Precision.day),
        ("2020-02", "2020-02-01", "2020-02-29", .month), ("2021-12", "2021-12-01", "2021-12-31", .month),
        ("2020", "2020-01-01", "2020-12-31", .year), ("9999-12", "9999-12-01", "9999-12-31", .month),
        ("9999", "9999-01-01", "9999-12-31", .year), ("0001-01", "0001-01-01", "0001-01-31", .month),
    ])
    func `is the days that it may be`(text: String, first: String, last: String, precision: PartialDay.Precision) throws
    {
        let date = try date(text)
        #expect(date.first.description == first)
        #expect(date.last.description == last)
        #expect(date.precision == precision)
        #expect(date.description == text)
        #expect((date.day == nil) == (precision != .day))
    }

    @Test(arguments: [
        "", "20", "2020-", "2020-13", "2020-00", "2020-02-30", "2020-5", "05-2020", "2020/05", "0000", "ABCD",
        "2020-UN-UN",
    ])
    func `refuses anything else`(text: String) { #expect(PartialDay(text) == nil) }

    @Test(
        arguments: [
            ("2020-05", "2020-06-01", true), ("2020-05", "2020-05-31", nil), ("2020-05", "2020-05-01", false),
            ("2020-05", "2020-04", false), ("2020-05", "2020-05", nil), ("2020", "2021", true),
            ("2020", "2020-12-31", nil),
            ("2020-05-14", "2020-05-14", false), ("2020-05-14", "2020-05-15", true), ("2020-05-14", "2020-05", nil),
            ("2020-05-31", "2020-05", false), ("2020-06-01", "2020-05", false), ("2021", "2020-12-31", false),
        ] as [(String, String, Bool?)])
    func `is before another where all its days are`(a: String, b: String, expected: Bool?) throws {
        #expect(try date(a).isBefore(date(b)) == expected)
        #expect(try date(b).isOnOrBefore(date(a)) == expected.map { !$0 })
    }

    @Test(
        arguments: [
            ("2020-05-14", "2020-05-14", true), ("2020-05-14", "2020-05-15", false), ("2020-05", "2020-05-14", nil),
            ("2020-05", "2020-05", nil), ("2020-05", "2020-06", false),
        ] as [(String, String, Bool?)])
    func `is the same day where both are known`(a: String, b: String, expected: Bool?) throws {
        #expect(try date(a).isSameDay(as: date(b)) == expected)
    }

    @Test func `days and ages are intervals`() throws {
        #expect(try date("2020-05-01").days(to: date("2020-06-30")) == 60...60)
        #expect(try date("2020-05").days(to: date("2020-06-30")) == 30...60)
        #expect(try date("2002").completedYears(to: date("2020-06-15")) == 17...18)
        #expect(try date("2002-06-15").completedYears(to: date("2020-06-15")) == 18...18)
        #expect(try date("2002-06-16").completedYears(to: date("2020-06-15")) == 17...17)
        #expect(try date("2020-01").completedMonths(to: date("2020-12-31")) == 11...11)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"), ("2024-05-14", -17, "2022-12-14"), ("2024-12-31", 0, "2024-12-31"),
        ("2023-08-31", 1, "2023-09-30"),
    ])
    func `adds months on the calendar`(text: String, months: Int, expected: String) throws {
        #expect(try #require(Day(text)).adding(months: months)?.description == expected)
    }

    @Test func `does not leave its years`() throws {
        #expect(Day.last.adding(months: 1) == nil)
        #expect(Day.first.adding(months: -1) == nil)
        #expect(Day.first.adding(months: .max) == nil)
        #expect(Day.first.adding(years: .max) == nil)
        #expect(Day.last.adding(years: -9998)?.description == "0001-12-31")
    }

    @Test(arguments: [
        ("2000-06-15", "2018-06-14", 17), ("2000-06-15", "2018-06-15", 18), ("2000-02-29", "2018-02-28", 18),
        ("2000-02-29", "2018-02-27", 17), ("2000-02-29", "2020-02-28", 19), ("2000-02-29", "2020-02-29", 20),
        ("2018-06-15", "2000-06-15", -18),
    ])
    func `ages are completed years`(birth: String, day: String, age: Int) throws {
        #expect(try #require(Day(birth)).completedYears(to: #require(Day(day))) == age)
    }
}

@Suite struct `Partial days, Property` {
    @Test func `a comparison of partial dates holds for all of their days`() throws {
        let texts = [
            "2019-12-31", "2020", "2020-01", "2020-01-01", "2020-01-15", "2020-01-31", "2020-02", "2020-12", "2021",
        ]
        for a in try texts.map({ try #require(PartialDay($0)) }) {
            for b in try texts.map({ try #require(PartialDay($0)) }) {
                let days = (a.first.daysSince1970...a.last.daysSince1970, b.first.daysSince1970...b.last.daysSince1970)
                let some = days.0.contains { x in days.1.contains { x < $0 } }
                let every = days.0.allSatisfy { x in days.1.allSatisfy { x < $0 } }
                #expect(a.isBefore(b) == (every ? true : some ? nil : false), "\(a) \(b)")
                let same = days.0.overlaps(days.1)
                #expect(a.isSameDay(as: b) == (!same ? false : a.day != nil && b.day != nil ? true : nil))
            }
        }
    }

    @Test func `completed months are the most that can be added`() throws {
        var random = Generated(seed: 3)
        for _ in 0..<5000 {
            let start = try #require(Day(daysSince1970: random.below(40_000)))
            let end = try #require(start.adding(days: random.below(9000)))
            let months = start.completedMonths(to: end)
            #expect(try #require(start.adding(months: months)) <= end)
            #expect(try #require(start.adding(months: months + 1)) > end)
        }
    }
}
