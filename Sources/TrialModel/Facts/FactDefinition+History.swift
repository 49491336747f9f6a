extension FactDefinition {
    /// Treatment so far.
    static let treatment: [FactDefinition] = [
        count(
            "lines of treatment", "how many lines of treatment were given so far",
            ["treatment line", "treatment lines", "lines of therapy", "prior lines"], range: ("0", "30")),
        count(
            "front-line courses", "courses of all front-line regimens together; a transplant is no course",
            ["frontline courses", "courses of front-line treatment", "courses of front-line regimens"],
            range: ("0", "60")),
        count("first-regimen courses", "courses of the first front-line regimen", range: ("0", "60")),
        count("second-regimen courses", "courses of the second front-line regimen", range: ("0", "60")),
        count(
            "regimens before transplant", "how many regimens were given before the transplant",
            ["regimens before ASCT", "pretransplant regimens"], range: ("0", "30")),
        FactDefinition(
            "induction regimen", .choice(["PI", "IMiD", "PI+IMiD", "other"]), "the classes of drugs in the induction"),
        measured(
            "induction duration", "months", "how long the induction lasted", ["duration of induction"],
            range: ("0", "120"), isRepeated: false),
        count(
            "transplants", "how many stem-cell transplants were done; tandem transplants count twice",
            ["number of transplants", "number of ASCT", "ASCTs"], range: ("0", "10")),
        flag("melphalan conditioning", "the transplant was conditioned with melphalan"),
        FactDefinition(
            "transplant status", .choice(["done", "ineligible", "unwilling", "unable", "planned"]),
            "whether a transplant was done, and why not", aliases: ["ASCT status"]),
        flag("prior ixazomib", "has had ixazomib before", "previous ixazomib"),
        flag("prior lenalidomide", "has had lenalidomide before", "previous lenalidomide"),
        FactDefinition(
            "allergies and intolerances", .choices([]),
            "the drugs that the subject is allergic to or does not tolerate; `none` where there are none",
            aliases: ["allergy or intolerance", "allergies", "drug allergies", "intolerances"]),
        FactDefinition(
            "concomitant drugs", .choices([]), "the drugs that the subject takes; `none` where there are none",
            aliases: ["concomitant medication"]),
    ]

    /// What may keep a subject from a study.
    static let conditions: [FactDefinition] = [
        flag("consent signed", "has signed the informed consent", "informed consent", "consent"),
        flag("pregnant", "is pregnant", "pregnancy"),
        flag("breast-feeding", "is breast-feeding", "breastfeeding", "lactating"),
        flag("childbearing potential", "can become pregnant", "of childbearing potential"),
        flag("strict contraception", "can use strict contraception as the study asks", "contraception"),
        flag("severe cardiopulmonary dysfunction", "has a severe dysfunction of heart or lungs"),
        flag("cardiovascular complications", "has cardiovascular complications"),
        flag("severe hepatic insufficiency", "has a severe hepatic insufficiency"),
        flag("other malignancy", "has another malignancy than the one under study, carcinoma in situ aside"),
        flag("HIV", "is infected with HIV", "HIV infection"),
        flag("hepatitis B", "has an active infection with hepatitis B virus", "HBV"),
        flag("hepatitis C", "has an active infection with hepatitis C virus", "HCV"),
        flag("serious infection", "has a serious infection"),
        flag("ongoing systemic infection", "has an ongoing systemic infection", "systemic infection"),
        flag("febrile neutropenia", "has fever with neutropenia"),
        flag(
            "psychiatric illness", "has a psychiatric or serious mental illness that affects consent or follow-up",
            "mental illness"),
        flag("CYP modulator", "takes a drug that modulates CYP1A2 or CYP3A"),
        flag("contraindication to study drugs", "has a contraindication to a drug of the study"),
        flag("other organ abnormality", "has an abnormality of another organ"),
        flag("complete clinical data", "the clinical data are complete"),
        flag("able to cooperate", "is conscious, able to communicate and to cooperate"),
        flag("dialysis", "is on dialysis", "on dialysis"),
    ]

    /// The days on which something happened.
    static let dates: [FactDefinition] = [
        date("diagnosis", "the day of diagnosis", ["date of diagnosis"]),
        date(
            "transplant", "the day on which the stem cells were infused",
            [
                "ASCT", "stem cell transplant", "stem-cell transplant", "stem cell infusion", "stem-cell infusion",
                "autologous transplant", "date of transplant",
            ]),
        date("induction start", "the first day of the induction"),
        date("last induction dose", "the day of the last dose of the induction"),
        date("last dose", "the day of the last dose of the treatment before the study"),
        date("consent date", "the day on which consent was signed", ["date of consent"], sdtm: "RFICDTC"),
        date("screening", "the day of screening", ["date of screening", "screening date"]),
        date("enrolment", "the day of enrolment", ["enrollment", "registration", "date of enrolment"]),
        date("randomisation", "the day of randomisation", ["randomization", "date of randomisation"]),
        date(
            "start", "the first day of study treatment",
            ["start of treatment", "treatment start", "start of study treatment", "first dose", "start of the study"],
            sdtm: "RFXSTDTC"),
        date("major surgery", "the day of the last major surgery; `never` where there was none", ["surgery"]),
        date("radiotherapy", "the last day of radiotherapy; `never` where there was none", ["radiation therapy"]),
        date(
            "progression", "the day on which the disease progressed; `never` where it has not", ["progressive disease"]),
        date("relapse", "the day on which the disease relapsed; `never` where it has not"),
        date("last contact", "the last day on which the subject was known to be alive"),
        date("death", "the day of death", ["date of death"], sdtm: "DTHDTC"),
    ]

    /// How a subject takes part in the study.
    static let participation: [FactDefinition] = [
        FactDefinition(
            "arm", .text, "the arm to which the subject was allocated; `none` where it was not",
            aliases: ["planned arm", "arm allocated", "allocated arm"], codes: FactCodes(sdtm: "ARM")),
        FactDefinition(
            "arm treated", .text, "the arm whose treatment the subject got; `none` where it got none",
            aliases: ["actual arm", "treated arm"], codes: FactCodes(sdtm: "ACTARM")),
        FactDefinition("reason for arm", .text, "why patient and doctor chose the arm"),
        flag("data after randomisation", "has data of a day after randomisation"),
        date(
            "end of treatment", "the last day of study treatment; `never` while it goes on",
            ["last day of study treatment"], sdtm: "RFXENDTC"),
        FactDefinition("reason for end of treatment", .text, "why study treatment ended"),
        date(
            "withdrawal of consent", "the day on which consent was withdrawn; `never` where it was not",
            ["consent withdrawn"]),
    ]
}
