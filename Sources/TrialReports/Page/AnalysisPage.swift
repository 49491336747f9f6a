import TrialAnalysis

/// A survival analysis as one self-contained web page: no network, no scripts, light and dark, for screen, print and ear.
///
/// The order is that of a reader who checks an analysis: what was analysed, the result, the curves, the tables, what to
/// beware of, how it was done, and where it came from. The page holds no value of a single row of the data.
struct AnalysisPage: Sendable {
    let words: AnalysisWords
    let figures: AnalysisFigures
    let provenance: Provenance

    var analysis: SurvivalAnalysis { words.analysis }
    var results: SurvivalResults { words.results }

    /// The text of the page, HTML that is well-formed XML as well.
    var text: String {
        let page = Markup(
            "html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"], head,
            Markup(
                "body", [:], Markup("a", ["class": "skip", "href": "#main"], "Skip to the content"), header,
                Markup("main", ["id": "main", "tabindex": "-1"], sections), footer))
        return "<!DOCTYPE html>\n" + page.text + "\n"
    }

    private var head: Markup {
        Markup(
            "head", [:],
            Markup("meta", ["charset": "utf-8"]),
            Markup("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            Markup("meta", ["name": "color-scheme", "content": "light dark"]),
            // Nothing may be fetched, whatever the names in the data say.
            Markup(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                ]),
            Markup("meta", ["name": "generator", "content": "Equipoise \(provenance.programVersion)"]),
            Markup("title", [:], .text("\(words.title) – \(provenance.dataName)")),
            Markup("style", [:], .ready(PageStyle.text)))
    }

    private var header: Markup {
        let subject = analysis.plan.title == nil ? "" : "Survival analysis: \(words.subject), "
        return Markup(
            "header", [:], Markup("h1", [:], .text(words.title)),
            Markup("p", [:], .text(subject + provenance.dataName)))
    }

    private var sections: [Markup] {
        [
            DataSection(words: words, provenance: provenance).markup, MainResultSection(words: words).markup,
            CurvesSection(words: words, figures: figures).markup,
        ]
            + [
                SingleArmSection(words: words).markup, LogRankSection(words: words).markup,
                CoxSection(words: words, figure: figures.forest).markup,
            ]
            .compactMap(\.self) + CheckSection(words: words, figures: figures).markup
            + [
                NotesSection(words: words).markup, MethodsSection(words: words).markup,
                ProvenanceSection(provenance: provenance).markup,
            ].compactMap(\.self)
    }

    private var footer: Markup {
        Markup(
            "footer", [:],
            Markup(
                "p", [:], "The numbers of this page with all their digits are in ", Markup("code", [:], "results.json"),
                "."))
    }
}
