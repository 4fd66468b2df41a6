import TestSupport
import Testing

@testable import BatchForge

/// Texts in a Nextflow configuration.
struct GroovyTextTests {
    /// The text of a literal as Groovy reads it; nil if it is not one string on one line.
    private static func read(_ literal: String) -> String? {
        var units = Array(literal.utf16)[...]
        guard units.popFirst() == 0x27, units.popLast() == 0x27 else { return nil }
        var text: [UInt16] = []
        while let unit = units.popFirst() {
            guard (0x20...0x7E).contains(unit), unit != 0x27 else { return nil }
            guard unit == 0x5C else {
                text.append(unit)
                continue
            }
            guard let escape = units.popFirst() else { return nil }
            if escape == 0x75 {
                let digits = String(decoding: units.prefix(4), as: UTF16.self)
                units = units.dropFirst(4)
                guard digits.utf8.count == 4, let code = UInt16(digits, radix: 16) else { return nil }
                // Groovy 2 replaces these escapes first: a quote, a backslash or the end of a line would have its
                // meaning.
                guard ![0x27, 0x5C, 0x0A, 0x0D].contains(code) else { return nil }
                text.append(code)
            } else {
                guard let code = escapes[escape] else { return nil }
                text.append(code)
            }
        }
        return String(decoding: text, as: UTF16.self)
    }

    private static let escapes: [UInt16: UInt16] = [0x5C: 0x5C, 0x27: 0x27, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09]

    static let pieces = [
        "'", "\"", "\\", "\\\\", "\\u0027", "\\u000a", "\n", "\r\n", "\r", "\t", "$", "${x}", "$(id)", "`id`", "//",
        "/*", "*/", "''", "a", "u0027", "\0", "\u{1B}[2J", "\u{85}", "\u{E9}", "\u{301}", "\u{2028}", "\u{202E}",
        "\u{FEFF}", "\u{1F600}", "\u{10FFFF}", "}", "{", "]", ",", ";", " ",
    ]

    @Test func `Groovy reads every text as it is`() {
        var dice = SplitMix(seed: 7)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...6, using: &dice)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }.joined()
            let read = Self.read(GroovyText.string(text))
            #expect(read?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(text.debugDescription)")
            let back = GroovyText.text(of: GroovyText.string(text))
            #expect(back?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(text.debugDescription)")
            let bash = GroovyText.text(betweenShellQuotes: GroovyText.betweenShellQuotes(text))
            #expect(bash?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("it's", #"'it\'s'"#), (#"a\b"#, #"'a\\b'"#), ("a\nb", #"'a\nb'"#), ("$x ${y}", "'$x ${y}'"),
        ("\u{E9}", #"'\u00e9'"#),
    ])
    func `a string is in single quotes`(text: String, literal: String) {
        #expect(GroovyText.string(text) == literal)
    }

    @Test(arguments: [
        "", "'", "a", "\"a\"", "'a' + 'b'", "'a'.b", #"'\u0061'"#, #"'\u00E9'"#, #"'\x'"#, #"'a\'"#, "'\u{E9}'",
        "''a''",
        " 'a'", #"'\u00'"#,
    ])
    func `another form of a string is not read`(literal: String) { #expect(GroovyText.text(of: literal) == nil) }

    @Test(arguments: ["a$b", "a\"b", "a`b", #"a\"#, #"a\b"#])
    func `another form of a text between double quotes is not read`(text: String) {
        #expect(GroovyText.text(betweenShellQuotes: text) == nil)
    }

    @Test(arguments: ["in", "IN", "_a1"])
    func `a setting is read back`(name: String) throws {
        let line = GroovyText.setting("env", name, "'a = b'")
        let read = try #require(GroovyText.setting("env", in: line))
        #expect(read.name == name && read.value == "'a = b'")
        #expect(GroovyText.setting("params", in: line) == nil)
    }

    @Test(arguments: ["env.in = ''", "env.'IN' = ''", "env.A=''", "env.A", "environment.A = ''"])
    func `another form of a setting is not read`(line: String) {
        #expect(GroovyText.setting("env", in: line) == nil)
    }

    @Test func `a comment stays one`() {
        #expect(GroovyText.comment("a\nb\\u000ac\u{2028}") == "// a?b?u000ac?")
    }

    @Test func `a name that is a word of Groovy's is quoted`() {
        #expect(GroovyText.setting("env", "in", "''") == "env.'in' = ''")
        #expect(GroovyText.setting("env", "IN", "''") == "env.IN = ''")
    }

    @Test func `a shell reads a value between double quotes as it is`() {
        #expect(GroovyText.betweenShellQuotes(#"a"b$c`d\e'f"#) == #"a\"b\$c\`d\\e'f"#)
    }
}
