/// What every page has around its sections: head, skip link, heading, foot. One self-contained file, no network, no scripts.
struct PageFrame {
    /// What the page is called.
    let title: String
    /// What stands below the title.
    let subtitle: String
    /// Where its numbers come from.
    let provenance: Provenance
    /// The file that holds the numbers of the page.
    var numbersFile = "results.json"
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
                "p", [:], "The numbers of this page with all their digits are in ",
                Markup("code", [:], .text(numbersFile)),
                "."))
    }
}

extension Markup {
    /// What a reader of the numbers has to know; nothing where there is nothing.
    static func notes(_ notes: [String], isWarning: Bool = false) -> Markup? {
        guard !notes.isEmpty else { return nil }
        let list = Markup("ul", [:], notes.map { Markup("li", [:], .text($0)) })
        return .section("notes", "Notes", [Markup("div", ["class": isWarning ? "notes warning" : "notes"], list)])
    }
}
