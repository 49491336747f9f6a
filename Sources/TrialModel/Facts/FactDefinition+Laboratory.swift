extension FactDefinition {
    /// Blood counts and clotting.
    static let bloodCounts: [FactDefinition] = [
        measured(
            "neutrophils", "10^9/L", "absolute neutrophil count",
            ["ANC", "neutrophil count", "absolute neutrophil count", "neutrophil granulocytes"], range: ("0", "500"),
            sdtm: "NEUT", loinc: "751-8"),
        measured(
            "platelets", "10^9/L", "platelet count", ["platelet count", "PLT", "thrombocytes"], range: ("0", "5000"),
            sdtm: "PLAT", loinc: "777-3"),
        measured(
            "haemoglobin", "g/dL", of: "haemoglobin", "haemoglobin", ["hemoglobin", "Hb", "Hgb"], range: ("0", "30"),
            sdtm: "HGB", loinc: "718-7"),
        measured(
            "haematocrit", "%", "haematocrit", ["hematocrit", "Hct"], range: ("0", "100"), sdtm: "HCT", loinc: "4544-3"),
        measured(
            "white blood cells", "10^9/L", "white blood cell count",
            ["WBC", "white blood cell count", "leukocytes", "leucocytes"], range: ("0", "2000"), sdtm: "WBC",
            loinc: "6690-2"),
        measured(
            "lymphocytes", "10^9/L", "absolute lymphocyte count",
            ["ALC", "lymphocyte count", "absolute lymphocyte count"],
            range: ("0", "2000"), sdtm: "LYM", loinc: "731-0"),
        measured(
            "eosinophils", "10^9/L", "absolute eosinophil count", ["eosinophil count"], range: ("0", "500"),
            sdtm: "EOS", loinc: "711-2"),
        measured(
            "monocytes", "10^9/L", "absolute monocyte count", ["monocyte count"], range: ("0", "500"), sdtm: "MONO",
            loinc: "742-7"),
        FactDefinition(
            "INR", .number, "international normalised ratio of the prothrombin time",
            codes:
                FactCodes(sdtm: "INR", loinc: "6301-6"), isRepeated: true),
        measured(
            "prothrombin time", "s", "prothrombin time", ["PT"], range: ("1", "300"), sdtm: "PT", loinc: "5902-2"),
        measured(
            "aPTT", "s", "activated partial thromboplastin time", ["activated partial thromboplastin time", "PTT"],
            range: ("1", "500"), sdtm: "APTT", loinc: "14979-9"),
        measured(
            "fibrinogen", "g/L", "fibrinogen", range: ("0", "30"), sdtm: "FIBRINO", loinc: "3255-7"),
    ]

    /// Chemistry of the blood.
    static let chemistry: [FactDefinition] = [
        measured(
            "creatinine", "mg/dL", of: "creatinine", "creatinine of the serum", ["serum creatinine"],
            range: ("0", "50"), sdtm: "CREAT", loinc: "2160-0"),
        measured(
            "creatinine clearance", "mL/min",
            "clearance of creatinine; reckoned by Cockcroft and Gault from age, "
                + "weight, sex and creatinine where it is not given", ["CrCl", "clearance of creatinine"],
            range: ("0", "400"), sdtm: "CREATCLR", loinc: "35591-7"),
        measured(
            "glomerular filtration rate", "mL/min/1.73 m2", "estimated glomerular filtration rate",
            ["eGFR", "GFR", "estimated glomerular filtration rate"], range: ("0", "400"), sdtm: "EGFR",
            loinc: "98979-8"),
        measured(
            "ALT", "U/L", "alanine aminotransferase", ["alanine aminotransferase", "SGPT", "GPT", "ALAT"],
            range: ("0", "50000"), sdtm: "ALT", loinc: "1742-6"),
        measured(
            "AST", "U/L", "aspartate aminotransferase", ["aspartate aminotransferase", "SGOT", "GOT", "ASAT"],
            range: ("0", "50000"), sdtm: "AST", loinc: "1920-8"),
        measured(
            "alkaline phosphatase", "U/L", "alkaline phosphatase", ["ALP"], range: ("0", "20000"), sdtm: "ALP",
            loinc: "6768-6"),
        measured(
            "GGT", "U/L", "gamma-glutamyl transferase", ["gamma-glutamyl transferase", "gamma GT"],
            range: ("0", "20000"), sdtm: "GGT", loinc: "2324-2"),
        measured(
            "bilirubin", "mg/dL", of: "bilirubin", "total bilirubin", ["total bilirubin"], range: ("0", "100"),
            sdtm: "BILI", loinc: "1975-2"),
        measured(
            "direct bilirubin", "mg/dL", of: "bilirubin", "direct bilirubin", ["conjugated bilirubin"],
            range: ("0", "100"), sdtm: "BILDIR", loinc: "1968-7"),
        measured(
            "albumin", "g/dL", of: "albumin", "albumin of the serum", ["serum albumin"], range: ("0", "10"),
            sdtm: "ALB", loinc: "1751-7"),
        measured("total protein", "g/dL", "total protein", range: ("0", "25"), sdtm: "PROT", loinc: "2885-2"),
        measured(
            "LDH", "U/L", "lactate dehydrogenase", ["lactate dehydrogenase"], range: ("0", "50000"), sdtm: "LDH",
            loinc: "2532-0"),
        measured(
            "calcium", "mg/dL", of: "calcium", "total calcium", ["total calcium", "serum calcium"],
            range: ("1", "30"), sdtm: "CA", loinc: "17861-6"),
        measured(
            "corrected calcium", "mg/dL", of: "calcium", "calcium corrected for albumin", ["albumin-corrected calcium"],
            range: ("1", "30"), sdtm: "CACR"),
        measured(
            "ionised calcium", "mmol/L", of: "calcium", "ionised calcium", ["ionized calcium"], range: ("0.1", "5"),
            sdtm: "CAION", loinc: "1994-3"),
        measured(
            "sodium", "mmol/L", of: "sodium", "sodium", range: ("80", "220"), sdtm: "SODIUM", loinc: "2951-2"),
        measured(
            "potassium", "mmol/L", of: "potassium", "potassium", range: ("0.5", "15"), sdtm: "K", loinc: "2823-3"),
        measured(
            "chloride", "mmol/L", of: "chloride", "chloride", range: ("40", "200"), sdtm: "CL", loinc: "2075-0"),
        measured(
            "magnesium", "mmol/L", of: "magnesium", "magnesium", range: ("0.1", "10"), sdtm: "MG", loinc: "2601-3"),
        measured(
            "phosphate", "mmol/L", of: "phosphate", "phosphate", ["phosphorus"], range: ("0", "10"), sdtm: "PHOS",
            loinc: "14879-1"),
        measured(
            "bicarbonate", "mmol/L", of: "bicarbonate", "bicarbonate", range: ("1", "80"), sdtm: "BICARB",
            loinc: "1963-8"),
        measured(
            "glucose", "mg/dL", of: "glucose", "glucose of the blood, fasting or not", ["blood glucose"],
            range: ("5", "3000"), sdtm: "GLUC", loinc: "2345-7"),
        measured(
            "fasting glucose", "mg/dL", of: "glucose", "glucose of the blood after a fast", range: ("5", "3000"),
            loinc: "1558-6"),
        measured(
            "HbA1c", "%", "glycated haemoglobin", ["glycated haemoglobin"], range: ("2", "25"), sdtm: "HBA1C",
            loinc: "4548-4"),
        measured("urea", "mmol/L", of: "urea", "urea", range: ("0", "150"), sdtm: "UREA", loinc: "22664-7"),
        measured(
            "urea nitrogen", "mg/dL", of: "urea nitrogen", "nitrogen of urea", ["BUN", "blood urea nitrogen"],
            range: ("0", "400"), sdtm: "UREAN", loinc: "3094-0"),
        measured(
            "uric acid", "mg/dL", of: "uric acid", "uric acid", ["urate"], range: ("0", "60"), sdtm: "URATE",
            loinc: "3084-1"),
        measured(
            "C-reactive protein", "mg/L", "C-reactive protein", ["CRP"], range: ("0", "1000"), sdtm: "CRP",
            loinc: "1988-5"),
        measured("lipase", "U/L", "lipase", range: ("0", "50000"), sdtm: "LIPASET", loinc: "3040-3"),
        measured("amylase", "U/L", "amylase", range: ("0", "50000"), sdtm: "AMYLASE", loinc: "1798-8"),
        measured(
            "creatine kinase", "U/L", "creatine kinase", ["CK", "CPK"], range: ("0", "500000"), sdtm: "CK",
            loinc: "2157-6"),
        measured(
            "cholesterol", "mg/dL", of: "cholesterol", "total cholesterol", ["total cholesterol"],
            range: ("0", "2000"), sdtm: "CHOL", loinc: "2093-3"),
        measured(
            "triglycerides", "mg/dL", of: "triglycerides", "triglycerides", range: ("0", "20000"), sdtm: "TRIG",
            loinc: "2571-8"),
        measured("TSH", "mIU/L", "thyroid-stimulating hormone", range: ("0", "1000"), sdtm: "TSH", loinc: "3016-3"),
        measured("ferritin", "ug/L", "ferritin", range: ("0", "100000"), sdtm: "FERRITIN", loinc: "2276-4"),
        measured(
            "NT-proBNP", "pg/mL", "N-terminal pro-B-type natriuretic peptide", range: ("0", "500000"), sdtm: "BNPPRONT",
            loinc: "33762-6"),
        FactDefinition(
            "pregnancy test", .choice(["negative", "positive"]), "the result of a pregnancy test",
            codes: FactCodes(sdtm: "HCG"), isRepeated: true),
    ]
}
