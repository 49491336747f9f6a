extension FactDefinition {
    /// Who the subject is, and what is measured at the bedside.
    static let person: [FactDefinition] = [
        measured(
            "age", "years",
            "completed years on the day that the study counts to; reckoned from `birth date` where it "
                + "is not given", ["age in years"], range: ("0", "130"), sdtm: "AGE", loinc: "30525-0",
            isRepeated: false, numbers: .completed),
        date("birth date", "the day, month or year of birth", ["date of birth", "born"], sdtm: "BRTHDTC"),
        FactDefinition(
            "sex", .choice(["female", "male"]), "the sex that doses and clearances are reckoned with",
            aliases: ["gender"], codes: FactCodes(sdtm: "SEX")),
        measured(
            "weight", "kg", "body weight", ["body weight"], range: ("0.3", "400"), sdtm: "WEIGHT", loinc: "29463-7"),
        measured("height", "cm", "body height", ["body height"], range: ("20", "260"), sdtm: "HEIGHT", loinc: "8302-2"),
        measured(
            "body mass index", "kg/m2", "weight over the square of height", ["BMI"], range: ("5", "150"), sdtm: "BMI",
            loinc: "39156-5"),
        measured(
            "body surface area", "m2", "body surface area", ["BSA"], range: ("0.1", "4"), sdtm: "BSA", loinc: "8277-6"),
        FactDefinition(
            "ECOG", .ordinal(.performanceStatus), "ECOG performance status",
            aliases: [
                "performance status", "ECOG performance status", "ECOG score", "ECOG PS", "WHO performance status",
            ],
            codes: FactCodes(sdtm: "ECOG101", loinc: "89247-1"), isRepeated: true),
        count(
            "KPS", "Karnofsky performance status", ["Karnofsky performance status", "Karnofsky score", "Karnofsky"],
            range: ("0", "100"), isRepeated: true, sdtm: "KPS101"),
        measured(
            "systolic blood pressure", "mm[Hg]", "systolic blood pressure", ["SBP"], range: ("20", "350"),
            sdtm: "SYSBP", loinc: "8480-6"),
        measured(
            "diastolic blood pressure", "mm[Hg]", "diastolic blood pressure", ["DBP"], range: ("10", "250"),
            sdtm: "DIABP", loinc: "8462-4"),
        measured(
            "heart rate", "/min", "heart rate", ["pulse", "pulse rate"], range: ("0", "350"), sdtm: "HR",
            loinc: "8867-4"),
        measured(
            "temperature", "Cel", "body temperature", ["body temperature"], range: ("25", "45"), sdtm: "TEMP",
            loinc: "8310-5"),
        measured(
            "oxygen saturation", "%", "oxygen saturation of the blood", ["SpO2"], range: ("0", "100"), sdtm: "OXYSAT",
            loinc: "59408-5"),
        measured(
            "ejection fraction", "%", "ejection fraction of the left ventricle",
            ["LVEF", "left ventricular ejection fraction"], range: ("0", "100"), sdtm: "LVEF", loinc: "10230-1"),
        measured(
            "QTc", "ms", "QT interval corrected for the heart rate", ["QTc interval", "corrected QT interval", "QTcF"],
            range: ("200", "900"), sdtm: "QTCFAG", loinc: "8636-3"),
        count(
            "pain score", "pain from 0 to 10, higher is more", ["NRS", "NRS pain"], range: ("0", "10"),
            isRepeated: true,
            numbers: .any),
    ]
}
