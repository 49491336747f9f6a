/// The model of a continual reassessment: how the probability of toxicity follows the parameter β.
public enum DoseToxicityModel: String, Sendable, Hashable, CaseIterable {
    /// pⱼ(β) = sⱼ^exp(β), the empiric or power model.
    case power
    /// logit pⱼ(β) = 3 + exp(β) (logit sⱼ − 3), the one-parameter logistic model.
    case logistic

    /// The fixed intercept of the logistic model.
    static let intercept = 3.0
}

/// What is guessed of the toxicity of each dose before the trial: s₁ < s₂ < …, the rates at β = 0.
///
/// ```swift
/// try DoseSkeleton([0.05, 0.12, 0.25, 0.4])
/// try DoseSkeleton(target: 0.25, halfWidth: 0.05, doses: 5, guess: 2)      // 0.084, 0.157, 0.25, 0.354, 0.460
/// ```
///
/// ## References
/// Lee & Cheung, *Clin Trials* 6 (2009) 227–238. R `dfcrm::getprior`.
public struct DoseSkeleton: Sendable, Hashable {
    /// sⱼ.
    public let rates: [Double]

    /// A skeleton by its rates.
    ///
    /// - Throws: ``StatisticsError`` that names the place in `skeleton`: rates between 0 and 1 that rise.
    public init(_ rates: [Double]) throws(StatisticsError) {
        guard rates.count >= 2 else {
            throw StatisticsError(
                .empty, argument: "skeleton", "skeleton has \(rates.count) elements; expected at least 2 doses")
        }
        for (index, rate) in rates.enumerated() {
            let least = index == 0 ? 0 : rates[index - 1]
            guard rate > least, rate < 1 else {
                throw .invalid("skeleton", index, rate, expected: "a rate above \(least) and below 1")
            }
        }
        self.rates = rates
    }

    /// Lee and Cheung's skeleton: whichever dose is right, the method finds one whose toxicity lies within δ of the target once the data are many.
    ///
    /// ```
    /// between doses j and j + 1:   pⱼ(b) = θ − δ  and  pⱼ₊₁(b) = θ + δ  at the same b;   s = θ at the guess
    /// ```
    ///
    /// - Parameters:
    ///   - target: θ.
    ///   - halfWidth: δ, the half-width of the interval of indifference.
    ///   - doses: the number of doses.
    ///   - guess: the dose that is thought to be the right one, from 0.
    ///   - model: the model.
    /// - Throws: ``StatisticsError`` that names `target`, `halfWidth`, `doses` or `guess`.
    public init(
        target: Double, halfWidth: Double, doses: Int, guess: Int, model: DoseToxicityModel = .power
    ) throws(StatisticsError) {
        guard target > 0, target < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "target", "target is \(target); expected a number between 0 and 1")
        }
        guard halfWidth > 0, target - halfWidth > 0, target + halfWidth < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "halfWidth",
                "halfWidth is \(halfWidth); expected a number above 0 that keeps \(target) ± it between 0 and 1")
        }
        guard (2...DoseEscalationTrial.mostDoses).contains(doses) else {
            throw StatisticsError(
                .invalidValue, argument: "doses",
                "doses is \(doses); expected a count in 2...\(DoseEscalationTrial.mostDoses)")
        }
        guard (0..<doses).contains(guess) else {
            throw StatisticsError(
                .invalidValue, argument: "guess", "guess is dose \(guess + 1) of \(doses); expected one of them")
        }
        // On the scale where the model is proportional to exp(β), a step is one factor.
        let scale = { (rate: Double) -> Double in
            switch model {
            case .power: Elementary.logarithm(rate)
            case .logistic: Elementary.logarithm(rate / (1 - rate)) - DoseToxicityModel.intercept
            }
        }
        let rate = { (value: Double) -> Double in
            switch model {
            case .power: Elementary.exponential(value)
            case .logistic: 1 / (1 + Elementary.exponential(-value - DoseToxicityModel.intercept))
            }
        }
        let factor = scale(target + halfWidth) / scale(target - halfWidth)
        try self.init(
            (0..<doses).map { rate(scale(target) * Elementary.power(factor, Double($0 - guess))) })
    }
}
