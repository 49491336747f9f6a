import Foundation

extension Error {
    /// Why a file cannot be read or written, in the words of the system: "Permission denied".
    var reason: String {
        let underlying = (self as? CocoaError)?.underlying ?? self
        guard let code = (underlying as? POSIXError)?.code, let words = strerror(code.rawValue) else {
            return localizedDescription
        }
        if code == .EISDIR { return "it is a folder" }
        return String(cString: words)
    }
}

extension Data {
    /// The bytes of a file that the user named; - is standard input.
    ///
    /// - Throws: ``Refusal`` that says why there are none.
    init(ofFile path: String) throws {
        do {
            self =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Refusal(description: "\(path): error: the file cannot be read: \(error.reason)")
        }
    }
}
