import Foundation

/// The folder of public data sets that `EQUIPOISE_CONFORMANCE_DATA` names; the suites that need it are skipped without it.
enum ConformanceData {
    static let variable = "EQUIPOISE_CONFORMANCE_DATA"

    static let folder: URL? = ProcessInfo.processInfo.environment[variable].flatMap { path in
        FileManager.default.fileExists(atPath: path) ? URL(filePath: path, directoryHint: .isDirectory) : nil
    }

    static var isPresent: Bool { folder != nil }

    /// A file below the folder, by its relative path.
    static func path(_ relative: String) throws -> String {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return folder.appending(path: relative).standardizedFileURL.path(percentEncoded: false)
    }
}
