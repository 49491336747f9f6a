/// The sections of a study file, in the order in which a protocol has them.
public enum StudySection: String, Sendable, Hashable, CaseIterable {
    case equipoise, study, facts, population, arms, allocation, modifications, prophylaxis, assessments, endpoints,
        design
    case monitoring, analysis, sites, documents

    /// The keys of a study file.
    static let names = allCases.map(\.rawValue)
}
