/// Follow-up packed in 64 bits that sort by time, events before censorings at one time.
///
/// Times are not negative, so the bits of the double are in numeric order and its sign bit is free for the event.
enum TimeKey {
    @inline(__always) static func key(time: Double, isEvent: Bool) -> UInt64 {
        ((time + 0).bitPattern << 1) | (isEvent ? 0 : 1)  // + 0 turns −0 into 0
    }

    @inline(__always) static func time(of key: UInt64) -> Double { Double(bitPattern: key >> 1) }

    @inline(__always) static func isEvent(_ key: UInt64) -> Bool { key & 1 == 0 }
}
