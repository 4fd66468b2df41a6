import Testing

@testable import ReconcileCommands

/// Elements and texts of pages.
struct HTMLTests {
    @Test func `a text begins no element and ends no attribute`() {
        let html = HTML.element("p", [.init("class", "a\" onclick=\"b")], [.text("<script>&\n")])
        #expect(html.markup == "<p class=\"a&quot; onclick=&quot;b\">&lt;script&gt;&amp;&#10;</p>\n")
    }

    @Test func `a list without items is nothing`() {
        #expect(HTML.list("ul", class: "x", []).markup == "")
        #expect(HTML.list("ul", [.element("li", "a")]).markup == "<ul><li>a</li>\n</ul>\n")
    }

    @Test func `an element within a sentence adds no blank`() {
        #expect(HTML.element("p", "a", .element("b", "b"), "c").markup == "<p>a<b>b</b>c</p>\n")
    }

    @Test func `a page forbids scripts and everything from elsewhere`() {
        let text = HTMLPage(title: "t", place: "p", header: [], main: ["x"], footer: []).text
        #expect(text.hasPrefix(HTMLPage.beginning + "<html lang=\"en\">"))
        #expect(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"))
        #expect(!text.contains("<script") && !text.contains("src=") && !text.contains("url("))
    }
}
