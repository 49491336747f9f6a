// Molar masses are sums of the abridged standard atomic weights: T. Prohaska et al., "Standard atomic weights of the
// elements 2021 (IUPAC Technical Report)", Pure and Applied Chemistry 94 (2022) 573–600, table 1.
extension Analyte {
    /// Creatinine.
    public static let creatinine = Analyte("creatinine", "113.12", "C4H7N3O; 1 mg/dL is 88.40 µmol/L")
    /// Bilirubin, total or direct.
    public static let bilirubin = Analyte("bilirubin", "584.673", "C33H36N4O6; 1 mg/dL is 17.10 µmol/L")
    /// Calcium, total or ionised.
    public static let calcium = Analyte("calcium", "40.078", charge: 2, "Ca; 1 mg/dL is 0.2495 mmol/L")
    /// Glucose.
    public static let glucose = Analyte("glucose", "180.156", "C6H12O6; 1 mmol/L is 18.02 mg/dL")
    /// Urea as a whole molecule.
    public static let urea = Analyte("urea", "60.056", "CH4N2O, the whole molecule; compare urea nitrogen")
    /// The nitrogen of urea, which laboratories of the United States report.
    public static let ureaNitrogen = Analyte(
        "urea nitrogen", "28.014", "the two nitrogen atoms of a molecule of urea; 1 mg/dL is 0.357 mmol/L of urea")
    /// Uric acid.
    public static let uricAcid = Analyte("uric acid", "168.112", "C5H4N4O3; 1 mg/dL is 59.48 µmol/L")
    /// Magnesium.
    public static let magnesium = Analyte("magnesium", "24.305", charge: 2, "Mg; 1 mg/dL is 0.4114 mmol/L")
    /// Phosphate, whose mass is that of its phosphorus.
    public static let phosphate = Analyte(
        "phosphate", "30.974", "P: laboratories report the phosphorus of it; 1 mg/dL is 0.3229 mmol/L")
    /// Sodium.
    public static let sodium = Analyte("sodium", "22.99", charge: 1, "Na")
    /// Potassium.
    public static let potassium = Analyte("potassium", "39.098", charge: 1, "K")
    /// Chloride.
    public static let chloride = Analyte("chloride", "35.45", charge: 1, "Cl")
    /// Bicarbonate.
    public static let bicarbonate = Analyte("bicarbonate", "61.016", charge: 1, "CHO3")
    /// Haemoglobin, whose mole is that of a chain with one iron atom.
    public static let haemoglobin = Analyte(
        "haemoglobin", "16114.5",
        "the chain with one iron atom, the mole that laboratories mean: 1 mmol/L is 1.611 g/dL. A mole of the whole "
            + "molecule is four of them; ask the laboratory where its mmol/L are about a quarter. ICSH, British Journal "
            + "of Haematology 13 (1967) supplement, 71–75")
    /// Albumin, by mass alone.
    public static let albumin = Analyte("albumin", nil, "measured by mass, in g/L or g/dL")
    /// Beta-2 microglobulin, by mass alone.
    public static let beta2Microglobulin = Analyte(
        "beta-2 microglobulin", nil, "measured by mass, in mg/L: its molar mass is not agreed on")

    /// All that are shipped.
    public static let all: [Analyte] = [
        creatinine, bilirubin, calcium, glucose, urea, ureaNitrogen, uricAcid, magnesium, phosphate, sodium, potassium,
        chloride, bicarbonate, haemoglobin, albumin, beta2Microglobulin,
        Analyte("lithium", "6.94", charge: 1, "Li"),
        Analyte("iron", "55.845", "Fe; 1 µg/dL is 0.1791 µmol/L"),
        Analyte("zinc", "65.38", "Zn"),
        Analyte("copper", "63.546", "Cu"),
        Analyte("lactate", "90.078", "C3H6O3, as lactic acid; 1 mmol/L is 9.008 mg/dL"),
        Analyte("ammonia", "17.031", "NH3"),
        Analyte("cholesterol", "386.664", "C27H46O; 1 mmol/L is 38.67 mg/dL, of LDL and HDL cholesterol too"),
        Analyte("triglycerides", "885.453", "C57H104O6, as triolein; 1 mmol/L is 88.5 mg/dL"),
        Analyte("cortisol", "362.466", "C21H30O5; 1 µg/dL is 27.59 nmol/L"),
        Analyte("testosterone", "288.431", "C19H28O2; 1 ng/mL is 3.467 nmol/L"),
        Analyte("estradiol", "272.388", "C18H24O2; 1 pg/mL is 3.671 pmol/L"),
        Analyte("thyroxine", "776.874", "C15H11I4NO4; 1 ng/dL is 12.87 pmol/L"),
        Analyte("triiodothyronine", "650.977", "C15H12I3NO4; 1 pg/mL is 1.536 pmol/L"),
        Analyte("25-hydroxyvitamin D".lowercased(), "400.647", "C27H44O2, of D3; 1 ng/mL is 2.496 nmol/L"),
        Analyte("folate", "441.404", "C19H19N7O6, as folic acid; 1 ng/mL is 2.266 nmol/L"),
    ]
}
