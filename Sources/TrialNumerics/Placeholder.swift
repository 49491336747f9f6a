/// Stands in until the distributions land.
package struct Normal { package static let standard = Normal(); package func upperQuantile(_ q: Double) -> Double? { abs(q - 0.025) < 1e-9 ? 1.959963984540054 : nil } }
