/// A file format that is not CSV, known by the bytes it begins with.
struct FileFormat: Sendable, Hashable {
    /// What it is, with its article.
    let name: String
    /// What to do about it.
    let advice: String

    /// The number of bytes that tell all formats apart.
    static let prefixLength = 64

    /// The format of a file that begins with these bytes; `nil` if they may be text.
    init?(prefix bytes: [UInt8]) {
        guard let known = FileFormat.known.first(where: { $0.matches(bytes) }) else { return nil }
        self = known.format
    }

    private init(name: String, advice: String) {
        self.name = name
        self.advice = advice
    }

    private struct Signature: Sendable {
        let offset: Int
        let bytes: [UInt8]
        let format: FileFormat

        init(_ bytes: [UInt8], at offset: Int = 0, _ name: String, _ advice: String) {
            self.offset = offset
            self.bytes = bytes
            format = FileFormat(name: name, advice: advice)
        }

        init(_ text: String, at offset: Int = 0, _ name: String, _ advice: String) {
            self.init(Array(text.utf8), at: offset, name, advice)
        }

        func matches(_ prefix: [UInt8]) -> Bool { prefix.dropFirst(offset).starts(with: bytes) }
    }

    private static let unpack = "unpack it first"
    private static let export = "export it as CSV"
    private static let encode = "save it as UTF-8"

    // The order matters where one signature begins another: UTF-32 before UTF-16, Excel before zip.
    private static let known: [Signature] = [
        Signature([0xFF, 0xFE, 0, 0], "UTF-32 text", encode),
        Signature([0, 0, 0xFE, 0xFF], "UTF-32 text", encode),
        Signature([0xFF, 0xFE], "UTF-16 text", encode),
        Signature([0xFE, 0xFF], "UTF-16 text", encode),
        Signature([0x1F, 0x8B], "a gzip archive", unpack),
        Signature("[Content_Types].xml", at: 30, "an Excel or Word document", export),
        Signature("xl/", at: 30, "an Excel workbook (xlsx)", export),
        Signature("_rels/.rels", at: 30, "an Excel or Word document", export),
        Signature("mimetype", at: 30, "an OpenDocument file", export),
        Signature([0x50, 0x4B, 0x03, 0x04], "a zip archive", unpack),
        Signature([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel workbook (xls)", export),
        Signature("%PDF-", "a PDF", "find the data it was made from"),
        Signature("HEADER RECORD*******", "a SAS transport file (XPORT)", export),
        Signature([0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF], at: 12, "a SAS data set (sas7bdat)", export),
        Signature("$FL2@(#)", "an SPSS file (sav)", export),
        Signature("$FL3@(#)", "an SPSS file (zsav)", export),
        Signature("<stata_dta>", "a Stata file (dta)", export),
        Signature("PAR1\u{15}", "a Parquet file", export),
        Signature("SQLite format 3", "an SQLite database", export),
        Signature("RDX3\n", "an R data file", export),
        Signature("1AY&SY", at: 4, "a bzip2 archive", unpack),
        Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "an xz archive", unpack),
        Signature([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive", unpack),
        Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", unpack),
        Signature("<!DOCTYPE html", "a web page", "it may be the page of a login or of an error"),
        Signature("<html", "a web page", "it may be the page of a login or of an error"),
    ]
}
