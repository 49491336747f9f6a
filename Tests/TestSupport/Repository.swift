import Foundation

/// The source tree that the tests run in.
public enum Repository {
    /// The root folder of the package.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The URL of a file given by its path below the root.
    public static func file(_ path: String) -> URL { root.appending(path: path) }
}
