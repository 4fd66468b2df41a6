import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

struct YAMLLimitsTests {
    private func read(_ text: String, _ change: (inout YAMLLimits) -> Void = { _ in }) -> YAMLStream {
        var limits = YAMLLimits()
        change(&limits)
        return YAMLStream(bytes: Array(text.utf8), filename: "f.yml", limits: limits)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func refusesDepthWhereTheLimitIsPassed(opening: String) {
        let stream = read(String(repeating: opening, count: 100_000))
        #expect(stream.documents.isEmpty)
        #expect(stream.diagnostics.map(\.kind) == ["yaml-limit"])
        // It stops at level 101, long before the end of the file.
        #expect((stream.diagnostics.first?.range?.start.column ?? .max) <= 100 * opening.count + 1)
    }

    @Test func refusesAliasBombs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(uses)]\n"
        }
        let stream = read(text)
        #expect(stream.diagnostics.map(\.kind) == ["yaml-limit"])
        #expect(stream.diagnostics.first?.range?.start.line == 5)
    }

    @Test func refusesMergeBombs() {
        var text = "a0: &a0 {k: v}\n"
        for level in 1...40 {
            text += "a\(level): &a\(level)\n  <<: [*a\(level - 1), *a\(level - 1)]\n  k\(level): v\n"
        }
        #expect(read(text).diagnostics.map(\.kind) == ["yaml-limit"])
    }

    @Test func followsAliasesWhenItCountsDepth() {
        var text = "a0: &a0 [x]\n"
        for level in 1...120 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(read(text).diagnostics.map(\.kind) == ["yaml-limit"])
    }

    @Test func countsEveryValue() {
        let items = { (count: Int) in "[" + Array(repeating: "x", count: count).joined(separator: ",") + "]" }
        #expect(read(items(9)) { $0.nodes = 10 }.diagnostics.isEmpty)
        #expect(read(items(10)) { $0.nodes = 10 }.diagnostics.map(\.kind) == ["yaml-limit"])
    }

    @Test(arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}"])
    func countsDirectivesBehindEveryLineBreak(lineBreak: String) {
        let directives = { (count: Int) in String(repeating: "%\(lineBreak)", count: count) }
        #expect(read(directives(1000)).diagnostics.map(\.kind) != ["yaml-limit"])
        let diagnostic = read("# %\u{E9}%\(lineBreak)" + directives(1001)).diagnostics.first
        #expect(diagnostic?.kind == "yaml-limit")
        #expect(diagnostic?.range?.start == SourcePosition(line: 1002, column: 1))
    }

    @Test func refusesLargeFilesUnread() {
        #expect(read("a: \0bcd") { $0.bytes = 4 }.diagnostics.map(\.kind) == ["yaml-limit"])
        #expect(read("a: b") { $0.bytes = 4 }.diagnostics.isEmpty)
    }
}
