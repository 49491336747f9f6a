import TrialValues

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a file, of standard input or of memory, which can be read again from any place.
///
/// What the system cannot read twice (pipes and terminals) is held in memory as it is read: patients' data do not
/// belong in a temporary folder.
final class ByteSource {
    /// The number of bytes there are, where that is known beforehand.
    let size: Int?
    private let name: String?
    private let descriptor: Int32?
    private let isOwned: Bool
    private let isHeld: Bool
    private let origin: Int
    private var held: [[UInt8]] = []
    private var heldCount = 0
    private var position = 0
    private var heldPlace = (chunk: 0, offset: 0)

    init(_ source: CSVSource) throws(Diagnostics) {
        name = source.name
        switch source {
        case .bytes(let bytes, _):
            (descriptor, isOwned, isHeld, origin, size) = (nil, false, true, 0, bytes.count)
            held = [bytes]
            heldCount = bytes.count
        case .file(let path):
            let opened = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
            guard opened >= 0 else { throw ByteSource.unreadable(errno, name: source.name) }
            var status = stat()
            let isRegular = fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            let start = isRegular ? Int(lseek(opened, 0, SEEK_CUR)) : -1
            (descriptor, isOwned, isHeld, origin) = (opened, opened != 0, start < 0, max(0, start))
            size = start < 0 ? nil : max(0, Int(status.st_size) - start)
        }
    }

    deinit { if isOwned, let descriptor { close(descriptor) } }

    /// Fills the buffer from the current place and says how many bytes it got; 0 is the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostics) -> Int {
        if isHeld, position < heldCount { return readHeld(into: buffer) }
        guard let descriptor else { return 0 }
        let count = try readSystem(descriptor, into: buffer)
        if isHeld, count > 0 {
            held.append(Array(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
            heldCount += count
            heldPlace = (held.count, 0)
        }
        position += count
        return count
    }

    /// Continues at the given offset, which has been read before.
    func seek(to offset: Int) throws(Diagnostics) {
        position = offset
        if isHeld {
            var (chunk, rest) = (0, offset)
            while chunk < held.count, rest >= held[chunk].count {
                rest -= held[chunk].count
                chunk += 1
            }
            heldPlace = (chunk, rest)
        } else if let descriptor, lseek(descriptor, off_t(origin + offset), SEEK_SET) < 0 {
            throw ByteSource.unreadable(errno, name: name)
        }
    }

    private func readHeld(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let chunk = held[heldPlace.chunk]
        let count = min(buffer.count, chunk.count - heldPlace.offset)
        buffer.copyBytes(from: chunk[heldPlace.offset..<heldPlace.offset + count])
        position += count
        heldPlace.offset += count
        if heldPlace.offset == chunk.count { heldPlace = (heldPlace.chunk + 1, 0) }
        return count
    }

    private func readSystem(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
    ) throws(Diagnostics) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw ByteSource.unreadable(errno, name: name) }
        }
    }

    private static func unreadable(_ code: Int32, name: String?) -> Diagnostics {
        let reason = code == EISDIR ? "it is a folder" : strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return Diagnostics([
            Diagnostic(.error, "csv.unreadable", "the file cannot be read: \(reason)", at: .init(file: name))
        ])
    }
}
