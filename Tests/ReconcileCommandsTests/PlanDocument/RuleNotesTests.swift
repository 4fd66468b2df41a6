import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// The rules behind a plan's changes, numbered.
struct RuleNotesTests {
    private static func change(_ rule: String, _ source: String) -> Change {
        Change(path: "p", before: nil, after: .integer(1), update: .scaling, rule: rule, source: source)
    }

    @Test func `a rule has one number, however many changes it is behind`() {
        let changes = [Self.change("a", "x"), Self.change("b", "y"), Self.change("a", "x")]
        let notes = RuleNotes(changes)
        #expect(changes.map(notes.mark) == [" [1]", " [2]", " [1]"])
        #expect(notes.numbered.map { "\($0.number) \($0.rule) \($0.source)" } == ["1 a x", "2 b y"])
        #expect(notes.lines(columns: 80) == ["Rules:", "  [1] a: x", "  [2] b: y"])
    }

    @Test func `a change without a source has no note`() {
        let notes = RuleNotes([Self.change("a", "")])
        #expect(notes.mark(Self.change("a", "")) == "" && notes.mark(Self.change("c", "z")) == "")
        #expect(notes.numbered.isEmpty && notes.lines(columns: 80) == [])
        #expect(RuleNotes([]).lines(columns: 80) == [])
    }

    @Test(arguments: [80, 120])
    func `an address that does not fit moves below its rule`(columns: Int) {
        let long = String(repeating: "r", count: 70)
        let source = "https://docs.aws.amazon.com/x"
        let lines = RuleNotes([Self.change(long, source)]).lines(columns: columns)
        #expect(
            lines
                == (columns == 80
                    ? ["Rules:", "  [1] \(long):", "      \(source)"] : ["Rules:", "  [1] \(long): \(source)"]))
    }
}
