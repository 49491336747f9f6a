#if os(Linux)
    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif
#endif

/// Memory for columns of millions of elements.
package enum LargeMemory {
    private static let page = 1 << 21

    /// Asks the system to back memory that is about to be written from end to end by large pages, so that it is not
    /// interrupted every four kilobytes. A hint: it changes no result and may be ignored.
    package static func willFill<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) {
        #if os(Linux)
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            guard bytes.count >= 4 * page, let base = bytes.baseAddress else { return }
            let start = (UInt(bitPattern: base) + UInt(page) - 1) & ~(UInt(page) - 1)
            let length = UInt(bitPattern: base) + UInt(bytes.count) - start
            madvise(UnsafeMutableRawPointer(bitPattern: start), Int(length), MADV_HUGEPAGE)
        #endif
    }
}
