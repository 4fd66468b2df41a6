import Testing

@testable import ReconcileCommands

/// Text that fits a terminal.
struct LineWrapperTests {
    private static let text = Array(repeating: "lorem ipsum dolor", count: 30).joined(separator: " ")

    @Test(arguments: [1, 20, 80, 120])
    func `lines are as full as they can be, and no word is lost`(width: Int) {
        let lines = LineWrapper.wrapped(Self.text, to: width)
        #expect(lines.joined(separator: " ") == Self.text)
        #expect(lines.allSatisfy { $0.count <= max(width, 5) })
        for (line, next) in zip(lines, lines.dropFirst()) {
            #expect(line.count + 1 + next.prefix { $0 != " " }.count > width)
        }
    }

    @Test(arguments: [
        ("", 10, []), ("   ", 10, []), ("a  b", 10, ["a b"]), ("abc def", 3, ["abc", "def"]),
        ("a incomprehensible b", 4, ["a", "incomprehensible", "b"]), ("a b", -5, ["a", "b"]),
    ])
    func `a word that is longer than a line stays whole`(text: String, width: Int, lines: [String]) {
        #expect(LineWrapper.wrapped(text, to: width) == lines)
    }

    @Test func `colours take no room`() {
        let red = Style(isColored: true)(.red, "abc")
        #expect(LineWrapper.wrapped("\(red) def \(red)", to: 11) == ["\(red) def \(red)"])
        #expect(LineWrapper.wrapped("\(red) def \(red)", to: 10) == ["\(red) def", red])
    }
}
