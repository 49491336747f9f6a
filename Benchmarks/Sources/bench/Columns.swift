import Foundation

/// The raw columns that `R/data.R` wrote, read without a second copy so that memory can be measured.
struct Columns {
    let folder: String

    func doubles(_ name: String) throws -> [Double] {
        try read(name, as: Double.self)
    }

    func flags(_ name: String) throws -> [Bool] {
        let file = try open(name)
        defer { fclose(file.handle) }
        return [Bool](unsafeUninitializedCapacity: file.size) { storage, initialized in
            storage.withMemoryRebound(to: UInt8.self) { bytes in
                initialized = fread(bytes.baseAddress, 1, file.size, file.handle)
                for index in 0..<initialized { bytes[index] &= 1 }
            }
        }
    }

    func codes(_ name: String) throws -> [Int32] {
        try read(name, as: UInt8.self).map(Int32.init)
    }

    private func read<Element: BitwiseCopyable>(_ name: String, as type: Element.Type) throws -> [Element] {
        let file = try open(name)
        defer { fclose(file.handle) }
        let count = file.size / MemoryLayout<Element>.size
        return [Element](unsafeUninitializedCapacity: count) { storage, initialized in
            initialized = fread(storage.baseAddress, MemoryLayout<Element>.size, count, file.handle)
        }
    }

    private func open(_ name: String) throws -> (handle: UnsafeMutablePointer<FILE>, size: Int) {
        guard let handle = fopen(folder + "/" + name, "rb") else {
            throw BenchError(description: "\(folder)/\(name) cannot be opened; run R/data.R first")
        }
        fseek(handle, 0, SEEK_END)
        let size = ftell(handle)
        rewind(handle)
        return (handle, size)
    }
}
