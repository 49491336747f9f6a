import Testing
import TrialValues

@Suite struct `Unit spellings, ByHand` {
    @Test(arguments: [
        ("10*9/L", "10*9/L"), ("10^9/L", "10*9/L"), ("x10^9/L", "10*9/L"), ("x 10^9/L", "10*9/L"),
        ("× 10⁹/L", "10*9/L"), ("×10⁹/l", "10*9/L"), ("10E9/L", "10*9/L"), ("x10e9/L", "10*9/L"), ("10**9/L", "10*9/L"),
        ("10(9)/L", "10*9/L"), ("x109/L", "10*9/L"), ("X 1012/L", "10*12/L"), ("10^9 cells/L", "10*9/L"),
        ("10^9 / L", "10*9/L"), ("10^9 per litre", "10*9/L"), ("G/L", "10*9/L"), ("GI/L", "10*9/L"), ("T/L", "10*12/L"),
        ("K/uL", "10*3/uL"), ("K/µL", "10*3/uL"), ("k/μl", "10*3/uL"), ("K/mm3", "10*3/mm3"), ("M/uL", "10*6/uL"),
        ("thou/mm³", "10*3/mm3"), ("Mio/µL", "10*6/uL"), ("10^3/µL", "10*3/uL"), ("/mm3", "/mm3"), ("/mm³", "/mm3"),
        ("/mm^3", "/mm3"), ("per mm3", "/mm3"), ("per cubic millimeter", "/mm3"), ("per cubic millimetre", "/mm3"),
        ("/cu mm", "/mm3"), ("/cumm", "/mm3"), ("cells/mm3", "/mm3"), ("cells/µL", "/uL"), ("cells per µL", "/uL"),
        ("/µL", "/uL"), ("/uL", "/uL"), ("{cells}/uL", "{cells}/uL"), ("/nL", "/nL"), ("1000/uL", "1000/uL"),
    ])
    func `counts in a volume`(spelling: String, code: String) throws {
        let unit = try #require(MeasurementUnit(spelling))
        #expect(unit.code == code)
        #expect(unit.dimension == .numberConcentration)
    }

    @Test(arguments: [
        ("g/dl", "g/dL"), ("g/dL", "g/dL"), ("G/DL", "g/dL"), ("gm/dl", "g/dL"), ("grams per decilitre", "g/dL"),
        ("g%", "g/dL"), ("mg/dL", "mg/dL"), ("mg/dl", "mg/dL"), ("Mg/dL", "mg/dL"), ("MG/DL", "mg/dL"),
        ("mg / dL", "mg/dL"), ("mg%", "mg/dL"), ("mg per dL", "mg/dL"), ("mcg/mL", "ug/mL"), ("µg/mL", "ug/mL"),
        ("ug/ml", "ug/mL"), ("ng/mL", "ng/mL"), ("pg/ml", "pg/mL"), ("g/L", "g/L"), ("g/l", "g/L"), ("mg/L", "mg/L"),
    ])
    func `mass in a volume`(spelling: String, code: String) throws {
        let unit = try #require(MeasurementUnit(spelling))
        #expect(unit.code == code)
        #expect(unit.dimension == .massConcentration)
    }

    @Test(arguments: [
        ("mmol/L", "mmol/L", "mmol/L"), ("umol/l", "umol/L", "µmol/L"), ("µmol/L", "umol/L", "µmol/L"),
        ("micromol/L", "umol/L", "µmol/L"), ("mM", "mmol/L", "mmol/L"), ("nM", "nmol/L", "nmol/L"),
        ("mEq/L", "meq/L", "mEq/L"), ("meq/l", "meq/L", "mEq/L"), ("U/L", "U/L", "U/L"), ("u/l", "U/L", "U/L"),
        ("IU/L", "[iU]/L", "IU/L"), ("[iU]/L", "[iU]/L", "IU/L"), ("mIU/mL", "m[iU]/mL", "mIU/mL"),
        ("µkat/L", "ukat/L", "µkat/L"), ("units", "U", "U"), ("MIU", "10*6.[iU]", "10^6.IU"),
        ("mL/min", "mL/min", "mL/min"), ("ml/minute", "mL/min", "mL/min"), ("ML/MIN", "mL/min", "mL/min"),
        ("mL/min/1.73m2", "mL/min/{1.73_m2}", "mL/min/1.73 m2"),
        ("mL/min/1.73 m²", "mL/min/{1.73_m2}", "mL/min/1.73 m2"),
        ("mL/min/(1.73 m^2)", "mL/min/{1.73_m2}", "mL/min/1.73 m2"),
        ("mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "mL/min/1.73 m2"),
        ("mL per min per 1.73 m2", "mL/min/{1.73_m2}", "mL/min/1.73 m2"), ("%", "%", "%"), ("percent", "%", "%"),
        ("mg", "mg", "mg"), ("milligrams", "mg", "mg"), ("mcg", "ug", "µg"), ("kg", "kg", "kg"),
        ("pounds", "[lb_av]", "lb"),
        ("lbs", "[lb_av]", "lb"), ("inches", "[in_i]", "in"), ("in", "[in_i]", "in"), ("kg/m2", "kg/m2", "kg/m2"),
        ("kg/m²", "kg/m2", "kg/m2"), ("mg/m^2", "mg/m2", "mg/m2"), ("mg per square metre", "mg/m2", "mg/m2"),
        ("mg/m2/day", "mg/m2/d", "mg/m2/day"), ("mg/kg/d", "mg/kg/d", "mg/kg/day"), ("mg/24h", "mg/d", "mg/day"),
        ("g/24 hours", "g/d", "g/day"), ("mg/day", "mg/d", "mg/day"), ("cc", "mL", "mL"), ("fL", "fL", "fL"),
        ("years", "a", "years"), ("year", "a", "years"), ("yrs", "a", "years"), ("months", "mo", "months"),
        ("wk", "wk", "weeks"), ("days", "d", "days"), ("hrs", "h", "h"), ("min", "min", "min"), ("ms", "ms", "ms"),
        ("msec", "ms", "ms"), ("mmHg", "mm[Hg]", "mmHg"), ("mm Hg", "mm[Hg]", "mmHg"), ("mm[Hg]", "mm[Hg]", "mmHg"),
        ("cmH2O", "cm[H2O]", "cmH2O"), ("kPa", "kPa", "kPa"), ("°C", "Cel", "°C"), ("C", "Cel", "°C"),
        ("Cel", "Cel", "°C"),
        ("degrees Fahrenheit", "[degF]", "°F"), ("beats/min", "{beats}/min", "beats/min"), ("bpm", "/min", "/min"),
        ("mm/hr", "mm/h", "mm/h"), ("cm2", "cm2", "cm2"), ("mg.min/mL", "mg.min/mL", "mg.min/mL"), ("1", "1", ""),
        ("pack-years", "{pack-years}", "pack-years"), ("mmol/mol", "mmol/mol", "mmol/mol"),
        ("mg/mmol", "mg/mmol", "mg/mmol"), (" mg ", "mg", "mg"), ("mOsm/kg", "mosm/kg", "mosm/kg"),
        ("mg/(kg.d)", "mg/(kg.d)", "mg/(kg.days)"), ("ug/kg/min", "ug/kg/min", "µg/kg/min"), ("cGy", "cGy", "cGy"),
        ("s-1", "s-1", "s-1"), ("10^9", "10*9", "10^9"),
    ])
    func `has the code and the printed form`(spelling: String, code: String, printed: String) throws {
        let unit = try #require(MeasurementUnit(spelling))
        #expect(unit.code == code)
        #expect(unit.printed == printed)
    }

    @Test(arguments: [
        ("mg/dK", "mg/dL"), ("10^9/Q", "10^9/L"), ("mmlo/L", "mmol/L"), ("yeers", "years"), ("umol/", "umol/L"),
        ("cells/uQ", "cells/uL"), ("mL/mim", "mL/min"), ("mmhgg", "mmHg"),
    ])
    func `a slip is refused and the nearest named`(spelling: String, nearest: String) {
        #expect(MeasurementUnit(spelling) == nil)
        #expect(MeasurementUnit.nearest(to: spelling) == nearest)
    }

    @Test(arguments: [
        "", " ", "ULN", "x ULN", "MU/L", "MIU/L", "Mmol/Q", "kd", "mg kg", "mg//dL", "mg/", "/", "(mg", "mg)", "{",
        "{}", "mg{",
        "10*", "10^9/", "10*99/L", "m99", "m0", "Cel/min", "Cel2", "bananas", "mg/0", "%%", "K/kg.", "2.5", "mg.", "kk",
        "((((((mg))))))", "１0^9/L", "m[Hg", "1.73 m2", "k%",
    ])
    func `anything else is no unit`(spelling: String) {
        #expect(MeasurementUnit(spelling) == nil)
    }

    @Test func `a unit has no nearest`() { #expect(MeasurementUnit.nearest(to: "mg/dl") == nil) }

    @Test(arguments: [
        ("/mm3", "/uL"), ("10^9/L", "K/uL"), ("10^9/L", "10^3/mm3"), ("g/L", "mg/mL"), ("U/L", "IU/L"),
        ("mg/dL", "mg%"),
        ("mmol/L", "umol/mL"), ("mg/24 h", "mg/d"), ("10*12/L", "10*6/uL"), ("{cells}/uL", "/uL"), ("kPa", "10*3.Pa"),
    ])
    func `are equivalent`(a: String, b: String) throws {
        #expect(try #require(MeasurementUnit(a)).isEquivalent(to: #require(MeasurementUnit(b))))
    }

    @Test(arguments: [
        ("mL/min", "mL/min/1.73 m2"), ("mEq/L", "mmol/L"), ("mmol/mol", "%"), ("g/L", "G/L"), ("mg/dL", "mg/L"),
        ("Cel", "K"), ("m", "m2"), ("days", "weeks"),
    ])
    func `are not equivalent`(a: String, b: String) throws {
        #expect(try !#require(MeasurementUnit(a)).isEquivalent(to: #require(MeasurementUnit(b))))
    }
}

@Suite struct `Unit spellings, Property` {
    @Test func `every code and every printed form reads back as the same unit`() throws {
        for spelling in advised {
            let unit = try #require(MeasurementUnit(spelling), "\(spelling)")
            #expect(MeasurementUnit(unit.code) == unit, "\(spelling)")
            let printed = try #require(MeasurementUnit(unit.printed), "\(spelling)")
            #expect(printed.isEquivalent(to: unit), "\(spelling)")
        }
    }

    /// The spellings that advice may offer, found by asking for each with a slip.
    private var advised: [String] {
        let candidates = [
            "10^9/L", "10^12/L", "K/uL", "cells/uL", "/mm3", "g/dL", "mg/dL", "ug/mL", "pg", "fL", "mmol/L", "umol/L",
            "mEq/L", "U/L", "IU/mL", "ukat/L", "mg/mmol", "mmol/mol", "mOsm/kg", "mL/min", "mL/min/1.73 m2", "g/24 h",
            "%", "kg/m2", "mg/m2/day", "ug/kg/min", "inches", "pounds", "mmHg", "cmH2O", "°C", "°F", "ms", "hours",
            "months", "years", "beats/min", "mm/h", "cGy", "MBq", "kcal", "pack-years", "MIU", "mg.min/mL", "feet",
        ]
        return candidates + candidates.compactMap { MeasurementUnit.nearest(to: $0 + "~") }
    }
}
