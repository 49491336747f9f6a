extension FactDefinition {
    /// What matters once a subject is treated.
    static let treatmentPhase: [FactDefinition] = [
        measured("delay", "days", "how long a dose or a cycle is delayed", ["treatment delay"], range: ("0", "1000")),
        count("cycle", "the number of the cycle", ["cycle number"], range: ("0", "1000"), isRepeated: true),
        flag("tolerated", "the treatment was well tolerated so far", "well tolerated"),
        flag("neuropathic pain", "has pain of a peripheral neuropathy"),
        flag("vomited after dose", "has vomited after a dose"),
        flag("aspirin contraindicated", "aspirin is contraindicated"),
        flag("sulfonamide allergy", "is allergic to sulfonamides"),
    ]

    /// The grades of adverse events, `grade of` and a term.
    static let toxicityGrades: [FactDefinition] = terms.map { term in
        let (name, others) = (term[0], term.dropFirst())
        return FactDefinition(
            "grade of \(name)", .ordinal(.toxicityGrade), "the CTCAE grade of \(name), 0 where there is none",
            aliases: others.flatMap { ["grade of \($0)", "\($0) grade"] } + ["\(name) grade"], isRepeated: true)
    }

    /// Terms of adverse events, each with its other names.
    private static let terms: [[String]] = [
        ["peripheral neuropathy", "neuropathy"], ["peripheral sensory neuropathy"], ["peripheral motor neuropathy"],
        ["rash", "maculo-papular rash"], ["pruritus"], ["diarrhoea", "diarrhea"], ["constipation"], ["nausea"],
        ["vomiting"], ["dyspepsia"], ["mucositis"], ["fatigue"], ["fever"], ["anaemia", "anemia"],
        ["neutropenia", "neutrophil count decreased"], ["thrombocytopenia", "platelet count decreased"],
        ["lymphopenia", "lymphocytopenia", "lymphocyte count decreased"], ["leukopenia", "white blood cell decreased"],
        ["infection"], ["pneumonia"], ["sepsis"], ["herpes zoster"],
        ["thromboembolic event", "venous thromboembolism"],
        ["haemorrhage", "hemorrhage"], ["hepatotoxicity"], ["ALT increased"], ["AST increased"],
        ["bilirubin increased"], ["creatinine increased"], ["hypokalaemia", "hypokalemia"],
        ["hypocalcaemia", "hypocalcemia"], ["hypercalcaemia", "hypercalcemia"], ["hyperglycaemia", "hyperglycemia"],
        ["hypertension"], ["hypotension"], ["oedema", "edema"], ["dyspnoea", "dyspnea"], ["cough"], ["back pain"],
        ["arthralgia"], ["headache"], ["insomnia"], ["dizziness"], ["muscle cramps"], ["tremor"],
        ["haematologic toxicity", "hematologic toxicity", "haematological toxicity"],
        ["non-haematologic toxicity", "nonhematologic toxicity", "non-hematologic toxicity"],
    ]
}
