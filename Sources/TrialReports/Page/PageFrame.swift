/// What all pages have around their sections: head, heading, a link past it, and the foot.
///
/// A page is self-contained: no network, no scripts, light and dark, for screen, print and ear.
struct PageFrame: Sendable {
    let title: String
    /// The line beneath the title.
    let subtitle: String
    let provenance: Provenance
    let sections: [Markup]

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
            Markup("title", [:], .text("\(title) – \(provenance.dataName)")),
            Markup("style", [:], .ready(PageStyle.text)))
    }

    private var header: Markup {
        Markup("header", [:], Markup("h1", [:], .text(title)), Markup("p", [:], .text(subtitle)))
    }

    private var footer: Markup {
        Markup(
            "footer", [:],
            Markup(
                "p", [:], "The numbers of this page with all their digits are in ", Markup("code", [:], "results.json"),
                "."))
    }
}
