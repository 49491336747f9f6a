import Testing
import TrialValues

@Suite struct `Day, ByHand` {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2024-02-29", 19_782), ("1900-03-01", -25_508), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `counts days from 1970`(text: String, days: Int) throws {
        let day = try #require(Day(text))
        #expect(Int(day.daysSince1970) == days)
        #expect(Day(daysSince1970: days) == day)
        #expect(day.description == text)
    }

    @Test func `knows its year, month and day`() throws {
        let day = try #require(Day(year: 2024, month: 2, day: 29))
        #expect(day.year == 2024)
        #expect(day.month == 2)
        #expect(day.day == 29)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2023-02-30", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00",
        "2023-01-32", "0000-01-01", "2023-1-1", "23-01-01", "2023/01/01", "2023-01-01 ", "+023-01-01", "2023-01-0a", "",
        "２023-01-1",
    ])
    func `is never a day that the calendar lacks, nor another form`(text: String) { #expect(Day(text) == nil) }

    @Test func `keeps leap days by the rule of 4, 100 and 400`() {
        let years = [1600, 1700, 1800, 1900, 1996, 1999, 2000, 2004, 2100, 2400]
        let leap = years.filter { Day(year: $0, month: 2, day: 29) != nil }
        #expect(leap == [1600, 1996, 2000, 2004, 2400])
    }

    @Test func `subtracts and compares`() throws {
        let start = try #require(Day("2024-02-28"))
        let end = try #require(Day("2024-03-01"))
        #expect(end - start == 2)
        #expect(start - end == -2)
        #expect(start < end)
        #expect(start.adding(days: 2) == end)
    }

    @Test func `does not leave its years`() {
        #expect(Day.last.adding(days: 1) == nil)
        #expect(Day.first.adding(days: -1) == nil)
        #expect(Day.first.adding(days: .max) == nil)
        #expect(Day(daysSince1970: .max) == nil)
        #expect(Day.first.description == "0001-01-01")
        #expect(Day.last.description == "9999-12-31")
    }
}

@Suite struct `Day, Property` {
    @Test func `every day of the calendar follows the one before and reads back`() throws {
        let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var expected = Day.first.daysSince1970
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                let length = month == 2 && isLeap ? 29 : monthLengths[month - 1]
                for day in [1, 15, length] {
                    let made = Day(year: year, month: month, day: day)
                    guard let made, made.daysSince1970 == expected + Int32(day) - 1,
                        made.components == (year, month, day)
                    else {
                        Issue.record("\(year)-\(month)-\(day)")
                        return
                    }
                }
                #expect(Day(year: year, month: month, day: length + 1) == nil)
                expected += Int32(length)
            }
        }
        #expect(expected == Day.last.daysSince1970 + 1)
    }

    @Test func `text reads back`() {
        for days in stride(from: Int(Day.first.daysSince1970), through: Int(Day.last.daysSince1970), by: 997) {
            let day = Day(daysSince1970: days)
            #expect(day.flatMap { Day($0.description) } == day)
        }
    }
}
