/// The numbers in a text, as texts: "0.61 (0.48–0.77)" has 0.61, 0.48 and 0.77.
func numbers(in text: String) -> [String] {
    text.split { !($0.isNumber && $0.isASCII) && $0 != "." }.map { $0.trimming(".") }.filter { !$0.isEmpty }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}
