extension Day: LosslessStringConvertible {
    /// The day written as ISO 8601 prints it, `2024-02-29`; `nil` for any other form and for days that the calendar
    /// does not have.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        guard bytes.count == 10 else { return nil }
        let day = bytes.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap { Day(tenBytes: $0) } }
        guard let day else { return nil }
        self = day
    }

    /// The day that stands in ten bytes of ASCII as `2024-02-29`.
    package init?(tenBytes text: UnsafePointer<UInt8>) {
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        var worst: UInt8 = 0
        func digit(_ index: Int) -> Int {
            let value = text[index] &- UInt8(ascii: "0")
            worst = max(worst, value)
            return Int(value)
        }
        let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
        let month = digit(5) &* 10 &+ digit(6)
        let day = digit(8) &* 10 &+ digit(9)
        guard worst <= 9 else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day as ISO 8601 prints it, `2024-02-29`.
    public var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let (year, month, day) = components
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
