import Diagnostics
import TestSupport
import Testing

struct TextRendererTests {
    private func sources(_ text: String) -> Sources {
        var sources = Sources()
        sources.add(SourceText(filename: "f.yml", text: text))
        return sources
    }

    private func range(_ line: Int, _ start: Int, _ end: Int) -> SourceRange {
        SourceRange(
            filename: "f.yml", start: SourcePosition(line: line, column: start),
            end: SourcePosition(line: line, column: end))
    }

    private func render(_ text: String, _ line: Int, _ start: Int, _ end: Int) -> [String] {
        let diagnostic = Diagnostic(.error, "k", "s", at: range(line, start, end))
        let rendered = TextRenderer(sources: sources(text)).render(diagnostic)
        return rendered.split(separator: "\n").dropFirst().map(String.init)
    }

    @Test func showsPlaceSentenceExcerptDetailAndNotes() {
        let diagnostic = Diagnostic(
            .error, "duplicate-key", "'b' is given twice", detail: "why", at: range(2, 1, 2),
            notes: [Diagnostic.Note("first here", at: range(1, 1, 2)), Diagnostic.Note("a hint")])
        #expect(
            TextRenderer(sources: sources("b: 1\nb: 2")).render(diagnostic) == """
                f.yml:2:1: error: 'b' is given twice [duplicate-key]
                2 | b: 2
                  | ^
                  = why
                  = a hint
                f.yml:1:1: note: first here
                1 | b: 1
                  | ^

                """)
    }

    @Test(arguments: [
        ("abc: def", 1, 6, 9, ["1 | abc: def", "  |      ^~~"]),
        ("\tabc", 1, 2, 5, ["1 | \tabc", "  | \t^~~"]),
        ("日本: x", 1, 5, 6, ["1 | 日本: x", "  |       ^"]),
        ("日本: x", 1, 1, 3, ["1 | 日本: x", "  | ^~~~"]),
        ("a\u{1B}[31mb", 1, 7, 8, ["1 | a\\u{1B}[31mb", "  |            ^"]),
        ("e\u{301}x", 1, 3, 4, ["1 | e\u{301}x", "  |  ^"]),
        ("abc", 1, 4, 4, ["1 | abc", "  |    ^"]),
        ("a\r\nb c\r\n", 2, 3, 4, ["2 | b c", "  |   ^"]),
        ("", 7, 1, 2, []),
    ])
    func putsTheCaretUnderTheRange(text: String, line: Int, start: Int, end: Int, lines: [String]) {
        #expect(render(text, line, start, end) == lines)
    }

    @Test func `shows little of a line of marks that take no room`() {
        for column in [1, 2000, 6000, 6001] {
            let text = render("a" + String(repeating: "\u{301}", count: 5999), 1, column, column + 1).joined()
            #expect(!text.isEmpty && text.utf8.count < 3000)
            #expect(text.unicodeScalars.contains("…"))
        }
    }

    @Test(arguments: [1, 2, 399, 401, 402, 1500, 2999, 3000, 3001, 9999])
    func `shows the same around a caret, wherever on a long line it is`(column: Int) {
        let letters = (0..<3000).map { String(UnicodeScalar(UInt8(97 + $0 % 26))) }
        let lines = render(letters.joined(), 1, column, column + 1)
        let shown = Array((lines.first ?? "").dropFirst(4))
        let caret = (lines.last ?? "").dropFirst(4).prefix { $0 == " " }.count
        #expect(shown.count <= 122)
        #expect((shown.first == "…") == (column > 41) && (shown.last == "…") == (column < 2900))
        #expect(caret < shown.count ? String(shown[caret]) == letters[column - 1] : column > 3000)
    }

    @Test func cutsLongLinesAroundTheCaret() throws {
        let lines = render(String(repeating: "a", count: 500) + "b" + String(repeating: "c", count: 500), 1, 501, 502)
        let text = try #require(lines.first)
        let caret = try #require(lines.last)
        #expect(text.count < 140)
        let place = try #require(caret.firstIndex(of: "^"))
        let offset = caret.distance(from: caret.startIndex, to: place)
        #expect(text[text.index(text.startIndex, offsetBy: offset)] == "b")
    }

    @Test func marksARangeOfSeveralLinesToTheEndOfTheFirst() {
        let place = SourceRange(
            filename: "f.yml", start: SourcePosition(line: 1, column: 3), end: SourcePosition(line: 2, column: 2))
        let rendered = TextRenderer(sources: sources("a: b\nc")).render(Diagnostic(.note, "k", "s", at: place))
        #expect(rendered.hasSuffix("1 | a: b\n  |   ^~\n"))
    }

    @Test func escapesWhatCouldForgeOutput() {
        let diagnostic = Diagnostic(.error, "k", "'a\nb\u{1B}[2J\u{202E}'", detail: "x\u{9B}")
        let rendered = TextRenderer(sources: Sources()).render(diagnostic)
        #expect(rendered == "error: 'a\\nb\\u{1B}[2J\\u{202E}' [k]\n = x\\u{9B}\n")
    }

    @Test func colorsOnlyWhenAsked() {
        let diagnostic = Diagnostic(.warning, "k", "s", at: range(1, 1, 2))
        #expect(!TextRenderer(sources: sources("a")).render(diagnostic).contains("\u{1B}"))
        let colored = TextRenderer(sources: sources("a"), color: true).render(diagnostic)
        #expect(colored.escapedLines(keepsColor: true).contains("\u{1B}[1;33mwarning:"))
    }

    @Test func offersTheFixWhereNoHintDoes() {
        let diagnostic = Diagnostic(
            .warning, "k", "s", at: range(1, 2, 3), fix: Diagnostic.Fix(replace: range(1, 2, 3), with: ""))
        #expect(TextRenderer(sources: sources("a\"")).render(diagnostic).hasSuffix("  = fix: remove '\"'\n"))
    }
}
