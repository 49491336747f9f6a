import Foundation

/// What `R/csv.R` measured: the one line of JSON that it printed.
struct CSVPeer: Decodable {
    let rows, columns: Int
    let seconds: Double

    init(file: String) throws {
        self = try JSONDecoder().decode(CSVPeer.self, from: Data(contentsOf: URL(filePath: file)))
    }
}
