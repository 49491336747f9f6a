/// The doses of the patients of a virtual trial that looks for one.
struct DoseCourse {
    /// By patient, the number below whose rate a dose is toxic to them.
    var numbers: [Double]
    /// The true rate of toxicity of each dose.
    let rates: [Double]
    /// By patient who is treated, the dose.
    private(set) var given: [Int] = []
    /// The patients treated after each cohort.
    private(set) var cohorts: [Int] = []
    /// The dose that is found at the end; nil where none is.
    private(set) var found: Int?
    /// Whether the end is that all doses are too toxic.
    private(set) var isTooToxic = false

    init(subjects: Int, rates: [Double]) {
        numbers = [Double](repeating: 0, count: subjects)
        self.rates = rates
        given.reserveCapacity(subjects)
    }

    mutating func begin(_ doses: Int) {
        given.removeAll(keepingCapacity: true)
        cohorts.removeAll(keepingCapacity: true)
    }

    /// Treats the next patients; gives how many have a toxicity.
    mutating func treat(_ count: Int, at dose: Int) -> Int {
        var toxic = 0
        for _ in 0..<count {
            if isToxic(given.count, at: dose) { toxic += 1 }
            given.append(dose)
        }
        cohorts.append(given.count)
        return toxic
    }

    mutating func end(found dose: Int?, isTooToxic: Bool) {
        found = dose
        self.isTooToxic = isTooToxic
    }

    func isToxic(_ patient: Int, at dose: Int) -> Bool { numbers[patient] < rates[dose] }
}
