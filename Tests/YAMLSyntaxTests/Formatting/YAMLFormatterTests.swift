import Diagnostics
import FoundationEssentials
import Testing

@testable import YAMLSyntax

/// The layout of YAML files.
struct YAMLFormatterTests {
    private static let formatter = YAMLFormatter { $0 == ["compute-envs", "-", "wave"] }

    private static func formatted(_ text: String) -> String {
        let result = formatter.format(SourceText(filename: "envs.yml", text: text))
        return String(decoding: result.bytes, as: UTF8.self)
    }

    @Test func `indents by two, and lists below their keys`() {
        let text = """
            compute-envs:
            - type: aws-batch
              instance-types:
              - m5
              -   c5
              reconcile:
                    drain: False
                    job-limits:
                              capacity: off
            -
                type: aws-batch
            """
        #expect(
            Self.formatted(text) == """
                compute-envs:
                  - type: aws-batch
                    instance-types:
                      - m5
                      - c5
                    reconcile:
                      drain: False
                      job-limits:
                        capacity: off
                  -
                    type: aws-batch

                """)
    }

    @Test func `puts one space behind colons and dashes, and leaves comments where they are`() {
        let text =
            "# top\na:    1   # one  \nb :  2\nc:\n    # of c\n    -    x\n    #last\nd: &d   4\ne:   *d\n'f' : {x:  1}\n"
        let expected =
            "# top\na: 1   # one\nb: 2\nc:\n  # of c\n  - x\n  #last\nd: &d   4\ne: *d\nf: {x:  1}\n"
        #expect(Self.formatted(text) == expected)
    }

    @Test(arguments: [
        (#""SPOT""#, "SPOT"), ("'s3://bucket/work'", "s3://bucket/work"), (#""a,b""#, "a,b"),
        // Quotes that keep a text from being something else.
        (#""1000""#, #""1000""#), (#""True""#, #""True""#), ("'yes'", "'yes'"), (#""null""#, #""null""#),
        (#""$HOME""#, #""$HOME""#), (#""a: b""#, #""a: b""#), (#""a #b""#, #""a #b""#), (#""""#, #""""#),
        (#""\x41""#, #""\x41""#), ("'it''s'", "'it''s'"), (#""2026-01-01""#, #""2026-01-01""#),
        (#"!!str "A""#, #"!!str "A""#),
        (#"["a"]"#, #"["a"]"#), (#"&x "a""#, #"&x "a""#), (#""1e3""#, #""1e3""#), ("'~'", "'~'"), ("'- a'", "'- a'"),
    ])
    func `leaves out quotes only if every reader takes the bare text`(given: String, expected: String) {
        #expect(Self.formatted("a: \(given)\n") == "a: \(expected)\n")
        #expect(Self.formatted("- \(given)\n") == "- \(expected)\n")
    }

    @Test func `writes True and False in fields that are one of them, and nowhere else`() {
        let text = "compute-envs:\n  - wave: true\n    name: true\n    labels:\n      wave: true\nwave: false\n"
        #expect(Self.formatted(text) == text.replacing("- wave: true", with: "- wave: True"))
        for (word, expected) in [("FALSE", "False"), ("false", "False"), ("yes", "yes"), (#""true""#, #""true""#)] {
            let line = "compute-envs:\n  - wave: "
            #expect(Self.formatted(line + word + "\n") == line + expected + "\n")
        }
    }

    @Test func `keeps at most one blank line, and none at the ends`() {
        #expect(Self.formatted("\n\na: 1   \n\n \t\n\nb: 2\n\n\n") == "a: 1\n\nb: 2\n")
        #expect(Self.formatted("a: 1") == "a: 1\n")
        #expect(Self.formatted("a: 1  \r\n\r\n\r\nb: 2\n") == "a: 1\r\n\r\nb: 2\r\n")
    }

    @Test func `keeps the lines of values of several lines`() {
        let text = "a:\n   b: |\n        x   \n          y\n\n\n   c: \"d  \n     e\"\n   f: [1,\n  2 ]\n   g:   1\n"
        let expected = "a:\n  b: |\n        x   \n          y\n\n\n  c: \"d  \n     e\"\n  f: [1,\n  2 ]\n  g: 1\n"
        #expect(Self.formatted(text) == expected)
    }

    @Test(arguments: ["\n", "\r\n"])
    func `gives each line the break of the first one`(lineBreak: String) {
        let mixed = "a:   1\(lineBreak)b: |\n  x\r\n  y\nc: \"d\r\n  e\"\r\n# f\n"
        let expected = ["a: 1", "b: |", "  x", "  y", "c: \"d", "  e\"", "# f", ""].joined(separator: lineBreak)
        #expect(Self.formatted(mixed) == expected)
        #expect(Self.formatted(expected) == expected)
    }

    @Test func `leaves the indentation if a block text would change by it`() {
        let text = "a:\n- b: |\n    x\n  c:   1\n"
        #expect(Self.formatted(text) == "a:\n- b: |\n    x\n  c: 1\n")
    }

    @Test(arguments: [
        "a: [1\n", "a: 1\u{2028}b: 2\n", "a:   1\rb: 2\n", "\u{0}", "a: b: c\n", String(repeating: "x", count: 9000),
        "? a\n:   b\n", "--- {a:   1}\n", "a:\n\t- b\n", "-\t- a\n",
    ])
    func `leaves a file as it is that it cannot be sure of`(text: String) {
        #expect(Self.formatted(text) == text)
    }

    @Test(arguments: files)
    func `changes no meaning, and nothing a second time`(path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for damaged in [text] + Self.variants(of: text) {
            let once = Self.formatted(damaged)
            #expect(YAMLMeaning(Array(once.utf8)) == YAMLMeaning(Array(damaged.utf8)), "\(path)")
            #expect(Self.formatted(once) == once, "\(path)")
        }
    }

    /// The same file in layouts that people have.
    private static func variants(of text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return [
            text.replacing(": ", with: ":   "), text.replacing("\n", with: "   \r\n\r\n"),
            text.replacing("  ", with: "    "),
            lines.map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : String($0) }.joined(separator: "\n"),
        ]
    }

    /// The files of the corpus and the examples.
    private static let files: [String] = {
        let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        return ["Tests/Corpus", "examples"].flatMap { folder -> [String] in
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
            return names.filter { $0.hasSuffix(".yml") }.sorted().map { "\(root)/\(folder)/\($0)" }
        }
    }()
}
