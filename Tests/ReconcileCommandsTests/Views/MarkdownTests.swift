import Testing

@testable import ReconcileCommands

/// Texts that mean nothing to Markdown.
struct MarkdownTests {
    @Test(arguments: [
        ([], "```\n```"), (["a"], "```\na\n```"), (["a `b` c", "d"], "```\na `b` c\nd\n```"),
        (["```", "x"], "````\n```\nx\n````"), (["a `````` b"], "```````\na `````` b\n```````"),
        (["a\u{2028}b\u{85}c\r\nd"], "```\na b c d\n```"),
    ])
    func `no line of a block of code ends it`(lines: [String], block: String) {
        #expect(Markdown.fenced(lines) == block)
    }

    @Test func `a line of a block of code stays one line`() {
        for text in ["a\nb", "a\rb", "a\r\nb", "a\u{2028}b"] {
            let lines = Markdown.fenced([text]).unicodeScalars.split(whereSeparator: \.properties.isPatternWhitespace)
            #expect(lines.map { String($0) } == ["```", "a", "b", "```"])
        }
        #expect(Markdown.fenced(["a\nb"]).split(separator: "\n").count == 3)
    }

    @Test func `a block of code can name its language`() {
        #expect(Markdown.fenced(["- a"], language: "diff") == "```diff\n- a\n```")
    }

    @Test(arguments: [
        ("", ""), ("Größe 12, a-b/c", "Größe 12, a-b/c"), ("<b>&", "&#60;b&#62;&#38;"),
        ("[x](y)", "&#91;x&#93;&#40;y&#41;"), ("a\n# b", "a&#10;&#35; b"), ("@user #1", "&#64;user &#35;1"),
        ("`*_~|", "&#96;&#42;&#95;&#126;&#124;"),
    ])
    func `a character is a letter, a digit or a reference`(text: String, escaped: String) {
        #expect(Markdown.escaped(text) == escaped)
    }

    @Test func `bullets are a list of HTML`() {
        #expect(Markdown.bullets([]) == "<ul>\n\n</ul>")
        #expect(Markdown.bullets(["a", "- b"]) == "<ul>\n<li>a</li>\n<li>- b</li>\n</ul>")
    }
}
