import Diagnostics
import FoundationEssentials
import Testing

struct DiagnosticTests {
    private func range(_ file: String, _ line: Int, _ column: Int) -> SourceRange {
        SourceRange(
            filename: file, start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: line, column: column + 1))
    }

    @Test func `a number has its noun in the plural unless it is one`() {
        #expect([0, 1, 2].map { $0.counted("error") } == ["0 errors", "1 error", "2 errors"])
    }

    @Test func sortsByFileAndPlaceAndSaysNothingTwice() {
        let one = Diagnostic(.error, "one", "s", at: range("a", 1, 1))
        let two = Diagnostic(.error, "two", "s", at: range("a", 2, 1))
        let three = Diagnostic(.error, "three", "s", at: range("b", 1, 1))
        let none = Diagnostic(.error, "none", "s")
        #expect([none, three, two, one, two].sortedByPlace().map(\.kind) == ["one", "two", "three", "none"])
    }

    @Test func tellsFilesApartByTheBytesOfTheirNames() {
        #expect(SourceFile("\u{E9}.yml") != SourceFile("e\u{301}.yml"))
        #expect(SourceFile("a.yml") == SourceFile("a.yml"))
        #expect(SourceFile("e\u{301}.yml").name.utf8.elementsEqual("e\u{301}.yml".utf8))
    }

    @Test func encodesAsTheObjectOfValidate() throws {
        let place = range("f", 1, 2)
        let diagnostic = Diagnostic(
            .warning, "k", "s", detail: "d", at: place, notes: [Diagnostic.Note("n", at: place)],
            fix: Diagnostic.Fix(replace: place, with: "x"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(diagnostic), as: UTF8.self)
        let at = #"{"end":{"column":3,"line":1},"filename":"f","start":{"column":2,"line":1}}"#
        #expect(
            json == #"{"detail":"d","fix":{"range":\#(at),"replacement":"x"},"kind":"k","#
                + #""notes":[{"range":\#(at),"summary":"n"}],"range":\#(at),"severity":"warning","summary":"s"}"#)
        let bare = String(decoding: try encoder.encode(Diagnostic(.note, "k", "s")), as: UTF8.self)
        #expect(bare == #"{"detail":"","kind":"k","notes":[],"severity":"note","summary":"s"}"#)
    }

    @Test(arguments: [("a\nb\r\nc\rd\u{85}e\u{2028}f", 6), ("", 1), ("a\n", 2)])
    func countsLinesAsYAMLDoes(text: String, count: Int) {
        let source = SourceText(filename: "f", text: text)
        #expect(source.lineCount == count)
        #expect(source.line(count + 1) == nil)
        if count == 6 { #expect((1...6).compactMap { source.line($0) } == ["a", "b", "c", "d", "e", "f"]) }
    }

    @Test func findsPositionsOfBytesAndLeavesOutTheByteOrderMark() {
        let source = SourceText(filename: "f", text: "\u{FEFF}aé\nb")
        #expect(source.line(1) == "aé")
        #expect(source.position(ofByte: 3) == SourcePosition(line: 1, column: 3))
        #expect(source.position(ofByte: 4) == SourcePosition(line: 2, column: 1))
        #expect(source.endPosition == SourcePosition(line: 2, column: 2))
    }
}
