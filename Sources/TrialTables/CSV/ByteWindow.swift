import TrialValues

/// The part of a file that is being looked at: bytes that were read and not yet understood.
///
/// Every byte of the file is shown once, however often it is read, to the observer and to the check that it is text.
struct ByteWindow: ~Copyable {
    /// How the bytes in the window end.
    enum End: Equatable {
        /// There may be more.
        case open
        /// The file ends here.
        case file
        /// At this offset of the file stands a byte that is not text.
        case notText(offset: Int, byte: UInt8)
    }

    private(set) var end = End.open
    /// The offset in the file of the first byte in the window.
    private(set) var offset = 0
    /// The first bytes of the file, text or not.
    private(set) var prefix: [UInt8] = []
    private let source: ByteSource
    private let blockSize: Int
    private let onBlock: ((UnsafeRawBufferPointer) -> Void)?
    private let progress: ((Double) -> Void)?
    private var check = TextCheck()
    private var memory: UnsafeMutableRawBufferPointer
    private var first = 0
    private var count = 0

    /// Readers may load so many bytes beyond the last; their values mean nothing.
    static let padding = 64

    init(
        _ source: ByteSource, blockSize: Int, onBlock: ((UnsafeRawBufferPointer) -> Void)?,
        progress: ((Double) -> Void)?
    ) {
        self.source = source
        self.blockSize = max(1, blockSize)
        self.onBlock = onBlock
        self.progress = progress
        memory = .allocate(byteCount: 2 * self.blockSize + ByteWindow.padding, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { memory.deallocate() }

    /// The size of the whole file, where it is known.
    var fileSize: Int? { source.size }

    /// The bytes in the window.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeRawBufferPointer(rebasing: memory[first..<first + count]).assumingMemoryBound(to: UInt8.self)
    }

    /// Drops bytes at the front.
    mutating func consume(_ bytes: Int) {
        first += bytes
        count -= bytes
        offset += bytes
    }

    /// Empties the window, to go on at an offset that was read before.
    mutating func restart(at offset: Int) throws(Diagnostics) {
        try source.seek(to: offset)
        (first, count, self.offset, end) = (0, 0, offset, .open)
    }

    /// Reads the next block.
    mutating func fill() throws(Diagnostics) {
        guard end == .open else { return }
        let least = prefix.isEmpty ? FileFormat.prefixLength : 1
        let size = max(blockSize, least)
        makeRoom(size)
        let room = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + size])
        var filled = 0
        while filled < least, end == .open {
            let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
            if read == 0 { end = .file }
            filled += read
        }
        if prefix.isEmpty { prefix = Array(room.prefix(min(filled, FileFormat.prefixLength))) }
        count += filled
        inspect(UnsafeRawBufferPointer(rebasing: room.prefix(filled)), at: offset + count - filled)
    }

    private mutating func inspect(_ block: UnsafeRawBufferPointer, at start: Int) {
        let seen = check.count
        guard start + block.count >= seen else { return }
        let fresh = UnsafeRawBufferPointer(rebasing: block.dropFirst(max(0, seen - start)))
        if !fresh.isEmpty { onBlock?(fresh) }
        if let fault = check.consume(fresh) ?? (end == .file ? check.unfinished : nil) {
            count = fault - offset
            end = .notText(offset: fault, byte: memory[first + count])
        }
        if !fresh.isEmpty, let progress, let size = fileSize, size > 0 {
            progress(min(1, Double(start + block.count) / Double(size)))
        }
    }

    // Moves what is in the window to its front, with room for a block behind it.
    private mutating func makeRoom(_ size: Int) {
        if first > 0, count > 0, let base = memory.baseAddress {
            base.copyMemory(from: base + first, byteCount: count)
        }
        first = 0
        guard count + size + ByteWindow.padding > memory.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 2 * count + size + ByteWindow.padding, alignment: 64)
        larger.initializeMemory(as: UInt8.self, repeating: 0)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        memory.deallocate()
        memory = larger
    }
}
