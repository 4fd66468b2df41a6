/// A page for a browser. It has no script and loads nothing, and its policy lets it do neither.
struct HTMLPage {
    let title: String
    /// The line below the title: account, regions, caller.
    let place: String
    let header: [HTML]
    let main: [HTML]
    let footer: [HTML]

    /// The first lines of every page.
    static let beginning = "<!DOCTYPE html>\n<!-- reconcile -->\n"

    var text: String { Self.beginning + HTML.element("html", [.init("lang", "en")], [head, page]).markup.dropLast(1) }

    private var head: HTML {
        .element(
            "head",
            .element("meta", [.init("charset", "utf-8")], []),
            .element("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")], []),
            .element("meta", [.init("name", "color-scheme"), .init("content", "light dark")], []),
            .element("meta", [.init("name", "referrer"), .init("content", "no-referrer")], []),
            .element(
                "meta",
                [
                    .init("http-equiv", "Content-Security-Policy"),
                    .init(
                        "content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"),
                ], []),
            .element("title", .text(title)), .style(HTMLStyle.sheet))
    }

    private var page: HTML {
        .element(
            "body",
            .element(
                "header", .element("h1", .text(title)), .element("p", class: "dim", .text(place)), .group(header)),
            .element("main", .group(main)), .element("footer", .group(footer)))
    }
}
