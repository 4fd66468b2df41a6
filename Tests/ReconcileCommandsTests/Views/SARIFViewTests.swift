import Diagnostics
import Testing

@testable import ReconcileCommands

/// Diagnostics for code scanning.
struct SARIFViewTests {
    private static func range(_ line: Int, _ file: String = "envs.yml") -> SourceRange {
        SourceRange(
            filename: file, start: SourcePosition(line: line, column: 3), end: SourcePosition(line: line, column: 9))
    }

    private static func text(_ diagnostics: [Diagnostic]) -> String { SARIFView(diagnostics: diagnostics).json.text }

    /// The value behind the first `"name":"`.
    private static func value(of name: String, in text: String) -> Substring? {
        text.firstRange(of: "\"\(name)\":\"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
    }

    @Test func `a run without diagnostics has no rules and no results`() {
        let text = Self.text([])
        #expect(text.contains(#""rules":[]"#) && text.contains(#""columnKind":"unicodeCodePoints","results":[]"#))
    }

    @Test func `each kind is one rule, and results name it by its index`() {
        let text = Self.text([
            Diagnostic(.error, "wrong-type", "one", at: Self.range(1)),
            Diagnostic(.warning, "cost", "two", at: Self.range(2)),
            Diagnostic(.note, "wrong-type", "three"),
        ])
        #expect(text.contains(#"{"ruleId":"wrong-type","ruleIndex":1,"level":"error","message":{"text":"one"}"#))
        #expect(text.contains(#"{"ruleId":"cost","ruleIndex":0,"level":"warning""#))
        // A diagnostic without a place has no location.
        #expect(text.contains(#""level":"note","message":{"text":"three"},"locations":[]"#))
        #expect(text.components(of: #"{"id":"wrong-type","#) == 1)
    }

    @Test func `a place has the file as a URI and both ends`() {
        let text = Self.text([
            Diagnostic(
                .error, "cost", "s", detail: "why", at: Self.range(4, "a b/ü#?.yml"),
                notes: [.init("first here", at: Self.range(2)), .init("a hint")])
        ])
        #expect(text.contains(#""message":{"text":"s\nwhy"}"#))
        #expect(text.contains(#""uri":"a%20b/%C3%BC%23%3F.yml""#))
        #expect(text.contains(#""region":{"startLine":4,"startColumn":3,"endLine":4,"endColumn":9}"#))
        // Notes with a place are related locations; a hint has none.
        #expect(text.components(of: #""message":{"text":"first here"}"#) == 1 && !text.contains("a hint"))
    }

    @Test func `the same finding on another line has the same fingerprint`() throws {
        let prints = [
            Diagnostic(.error, "cost", "s", at: Self.range(1)), Diagnostic(.error, "cost", "s", at: Self.range(7)),
            Diagnostic(.error, "cost", "t", at: Self.range(1)),
            Diagnostic(.error, "cost", "s", at: Self.range(1, "other.yml")),
        ].map { Self.value(of: "kindPlaceSummary/v1", in: Self.text([$0])) }
        #expect(prints[0] != nil && prints[0] == prints[1])
        #expect(Set(prints).count == 3)
    }
}

extension String {
    /// The number of times that a text occurs.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
