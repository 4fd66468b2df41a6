import Diagnostics
import Testing

struct MachineRendererTests {
    private static func range(_ line: Int, _ from: Int, _ to: Int, _ file: String = "envs.yml") -> SourceRange {
        SourceRange(
            filename: file, start: SourcePosition(line: line, column: from),
            end: SourcePosition(line: line, column: to))
    }

    @Test func `an annotation has the place, the kind and the whole message`() {
        let diagnostic = Diagnostic(
            .error, "unknown-field", "'max-cpu' is 100% wrong", detail: "why\nand what",
            at: Self.range(3, 5, 12, "a,b:c.yml"), notes: [.init("first here", at: Self.range(1, 2, 3))])
        #expect(
            GitHubRenderer().render([diagnostic])
                == "::error file=a%2Cb%3Ac.yml,line=3,endLine=3,col=5,endColumn=12,title=unknown-field"
                + "::'max-cpu' is 100%25 wrong%0Awhy%0Aand what%0Aenvs.yml:1:2: first here\n")
    }

    @Test func `an annotation escapes control characters and keeps line breaks`() {
        let diagnostic = Diagnostic(
            .error, "k", "'a\nb\u{1B}[2J'", detail: "x\u{9B}\ny", at: Self.range(1, 1, 2, "\u{7}"))
        #expect(
            GitHubRenderer().render([diagnostic])
                == "::error file=\\u{7},line=1,endLine=1,col=1,endColumn=2,title=k::'a\\nb\\u{1B}[2J'%0Ax\\u{9B}%0Ay\n")
    }

    @Test func `what GitHub would not show is counted in the tenth annotation`() {
        let many = (1...12).map { Diagnostic(.warning, "cost", "w\($0)", at: Self.range($0, 1, 2)) }
        let lines = GitHubRenderer().render([Diagnostic(.note, "x", "n")] + many).split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines[8].hasSuffix("::w9"))
        #expect(lines[9] == "::warning title=reconcile::3 more warnings are in the log of this step")
        #expect(lines[10] == "::notice title=x::n")
    }

    @Test(arguments: [
        ("::error::boo", ":\u{200B}:error::boo"),
        ("a\n  ::set-output name=a::b", "a\n  :\u{200B}:set-output name=a::b"),
        ("x ##[error]y", "x ##\u{200B}[error]y"), ("a::b", "a::b"), ("plain", "plain"), ("\r\n::a", "\r\n:\u{200B}:a"),
    ])
    func `no line that a file made is a workflow command`(text: String, disarmed: String) {
        #expect(WorkflowCommands.disarmed(text) == disarmed)
    }

    @Test func `JUnit has a case for each sound environment and each error`() {
        let sound = SourceRange(
            filename: "envs.yml", start: SourcePosition(line: 2, column: 1), end: SourcePosition(line: 5, column: 1))
        let text = JUnitRenderer(
            [
                Diagnostic(.warning, "cost", "<dear>", at: Self.range(3, 1, 2)),
                Diagnostic(.error, "wrong-type", "a \"b\" & \u{1B}", at: Self.range(9, 4, 5)),
            ], environments: [("one", sound)]
        ).text
        #expect(text.contains("<testsuites name=\"reconcile validate\" tests=\"2\" failures=\"1\">"))
        #expect(text.contains("name=\"one\"><system-out>envs.yml:3:1: warning: &lt;dear&gt; [cost]</system-out>"))
        #expect(
            text.contains(
                "name=\"9:4 wrong-type\"><failure type=\"wrong-type\" message=\"a &quot;b&quot; &amp; \\u{1B}\">"))
    }

    @Test(arguments: ["ab\ncd\n", "\u{FEFF}äb\r\ncd", "ab\rcd"])
    func `the bytes of a place are found again`(text: String) throws {
        let source = SourceText(filename: "f", text: text)
        let bytes = text.hasPrefix("\u{FEFF}") ? Array(text.utf8.dropFirst(3)) : Array(text.utf8)
        let found = try #require(source.byteRange(of: Self.range(2, 2, 3, "f")))
        #expect(String(decoding: bytes[found], as: UTF8.self) == "d")
        #expect(source.byteRange(of: Self.range(9, 1, 2, "f")) == nil)
    }

    @Test func `no diagnostics are no annotations and no suites`() {
        #expect(GitHubRenderer().render([]).isEmpty)
        #expect(
            JUnitRenderer([], environments: []).text
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"reconcile validate\" tests=\"0\" "
                + "failures=\"0\">\n</testsuites>")
    }

    @Test func `an annotation of several lines has no columns, and a path is as the repository has it`() {
        let range = SourceRange(
            filename: "./envs.yml", start: SourcePosition(line: 2, column: 3), end: SourcePosition(line: 4, column: 1))
        let renderer = GitHubRenderer { "sub/\($0.dropFirst(2))" }
        #expect(
            renderer.render([Diagnostic(.warning, "cost", "s", at: range)])
                == "::warning file=sub/envs.yml,line=2,title=cost::s\n")
    }

    @Test func `an error inside an environment fails it, and one without a place belongs to the command line`() {
        let place = SourceRange(
            filename: "a.yml", start: SourcePosition(line: 2, column: 1), end: SourcePosition(line: 5, column: 1))
        let text = JUnitRenderer(
            [
                Diagnostic(.error, "wrong-type", "]]>", at: Self.range(3, 1, 2, "a.yml")),
                Diagnostic(.error, "file-not-found", "gone"),
            ], environments: [("one", place)]
        ).text
        #expect(!text.contains("name=\"one\""))
        #expect(text.contains("<testsuite name=\"a.yml\" tests=\"1\" failures=\"1\">") && text.contains("]]&gt;"))
        #expect(text.contains("<testsuite name=\"the command line\" tests=\"1\" failures=\"1\">"))
        #expect(text.contains("name=\"file-not-found\"><failure type=\"file-not-found\""))
    }
}
