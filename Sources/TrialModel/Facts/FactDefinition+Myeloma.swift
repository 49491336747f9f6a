extension FactDefinition {
    /// What measures a myeloma.
    static let myelomaMarkers: [FactDefinition] = [
        measured(
            "serum M-protein", "g/dL", "monoclonal protein of the serum by electrophoresis",
            ["serum M protein", "M-protein", "serum paraprotein"], range: ("0", "20"), loinc: "33358-3"),
        measured(
            "urine M-protein", "mg/24 h", "monoclonal protein of the urine in 24 hours",
            ["urine M protein", "urine paraprotein"], range: ("0", "50000"), loinc: "42482-0"),
        measured(
            "kappa light chains", "mg/L", "free kappa light chains of the serum", ["kappa", "free kappa"],
            range: ("0", "100000"), sdtm: "KAPPAFLC", loinc: "36916-5"),
        measured(
            "lambda light chains", "mg/L", "free lambda light chains of the serum", ["lambda", "free lambda"],
            range: ("0", "100000"), sdtm: "LAMBDFLC", loinc: "33944-0"),
        count(
            "light-chain ratio", "free kappa over free lambda light chains", ["kappa/lambda ratio", "FLC ratio"],
            range: ("0", "1000000"), isRepeated: true, numbers: .any),
        measured(
            "involved light chains", "mg/L", "free light chains of the involved kind", ["involved FLC"],
            range: ("0", "100000")),
        measured(
            "light-chain difference", "mg/L", "involved less uninvolved free light chains", ["dFLC"],
            range: ("0", "100000")),
        measured(
            "bone marrow plasma cells", "%", "plasma cells of the bone marrow", ["BMPC", "marrow plasma cells"],
            range: ("0", "100"), sdtm: "PLSMCECE", loinc: "11118-7"),
        measured(
            "beta-2 microglobulin", "mg/L", of: "beta-2 microglobulin", "beta-2 microglobulin of the serum",
            ["B2M", "β2M", "β2-microglobulin", "beta2 microglobulin"], range: ("0", "200"), sdtm: "B2MICG",
            loinc: "1952-1"),
        measured(
            "IgG", "g/L", "immunoglobulin G", ["immunoglobulin G"], range: ("0", "250"), sdtm: "IGG", loinc: "2465-3"),
        measured(
            "IgA", "g/L", "immunoglobulin A", ["immunoglobulin A"], range: ("0", "250"), sdtm: "IGA", loinc: "2458-8"),
        measured(
            "IgM", "g/L", "immunoglobulin M", ["immunoglobulin M"], range: ("0", "250"), sdtm: "IGM", loinc: "2472-9"),
    ]

    /// The disease and its stage.
    static let disease: [FactDefinition] = [
        FactDefinition("disease", .text, "the disease in words", aliases: ["condition under study"]),
        flag("multiple myeloma", "has multiple myeloma by the standard that the study names", "MM"),
        flag(
            "newly diagnosed multiple myeloma",
            "has multiple myeloma that was newly diagnosed, by the standard that "
                + "the study names", "NDMM", "newly diagnosed MM"),
        flag("relapsed or refractory multiple myeloma", "has relapsed or refractory multiple myeloma", "RRMM"),
        flag("measurable disease", "has measurable disease by the criteria of response"),
        FactDefinition(
            "ISS", .ordinal(.threeStages), "international staging system at diagnosis", aliases: ["ISS stage"]),
        FactDefinition(
            "R-ISS", .ordinal(.threeStages), "revised international staging system at diagnosis",
            aliases: ["R-ISS stage", "revised ISS"]),
        FactDefinition(
            "R2-ISS", .ordinal(.fourStages), "second revision of the international staging system at diagnosis",
            aliases: ["R2-ISS stage"]),
        FactDefinition(
            "response", .ordinal(.response), "the best confirmed response to treatment so far",
            aliases: ["best response", "response to treatment"]),
        FactDefinition(
            "response after induction", .ordinal(.response), "the response after induction treatment"),
        FactDefinition(
            "response after transplant", .ordinal(.response), "the response after the stem-cell transplant",
            aliases: ["response after ASCT"]),
        FactDefinition(
            "cytogenetics",
            .choices([
                "del17p", "t(4;14)", "t(14;16)", "t(14;20)", "t(11;14)", "t(6;14)", "1q gain", "1q amplification",
                "del1p",
                "del13q", "hyperdiploidy", "normal",
            ]), "the abnormalities found by FISH or karyotype; `none` where none was found",
            aliases: ["cytogenetic abnormalities", "FISH"]),
        flag("high-risk cytogenetics", "has cytogenetics that the study calls high risk", "high risk cytogenetics"),
        FactDefinition(
            "frailty", .ordinal(.frailty), "frailty by the International Myeloma Working Group",
            aliases: ["frailty status"]),
        flag("light-chain amyloidosis", "has light-chain amyloidosis", "AL amyloidosis"),
        flag("plasma cell leukaemia", "has plasma cell leukaemia", "plasma cell leukemia"),
        flag(
            "CNS involvement", "the disease involves the central nervous system", "central nervous system involvement"),
        flag("relapsed since transplant", "the disease has relapsed since the transplant", "relapse since transplant"),
        flag("MRD negative", "no residual disease was found at the sensitivity that the study names"),
    ]
}
