import Diagnostics
import Testing

/// Characters that a terminal, a runner or an editor obeys.
struct EscapedOutputTests {
    private static let obeyed: [Unicode.Scalar] = [
        "\u{0}", "\u{7}", "\u{8}", "\u{9}", "\u{B}", "\u{D}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{200E}",
        "\u{202A}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{E0041}",
    ]

    @Test(arguments: obeyed) func `no control character is printed as it is, in text and in JSON`(
        scalar: Unicode.Scalar
    ) {
        let text = "a\(scalar)b\n"
        for keepsColor in [false, true] {
            #expect(!text.escapedLines(keepsColor: keepsColor).unicodeScalars.contains(scalar))
        }
        let json = "{\"a\":\"\(scalar)\"}".escapedJSON
        #expect(!json.unicodeScalars.contains(scalar) && json.hasPrefix("{\"a\":\"\\u"))
    }

    @Test func `line breaks and other letters stay, colours only if there are any`() {
        let plain = "✓ é 漢 👩‍🔬\n  → done\n"
        #expect(plain.escapedLines(keepsColor: false) == plain && plain.escapedJSON == plain)
        let colored = "\u{1B}[1;31mred\u{1B}[0m"
        #expect(colored.escapedLines(keepsColor: true) == colored)
        #expect(colored.escapedLines(keepsColor: false) == "\\u{1B}[1;31mred\\u{1B}[0m")
        #expect("\u{1B}[2J\u{1B}]0;x\u{7}".escapedLines(keepsColor: true) == "\\u{1B}[2J\\u{1B}]0;x\\u{7}")
    }

    @Test func `a character beyond the first plane is two escapes in JSON`() {
        #expect("\"\u{E0041}\"".escapedJSON == "\"\\udb40\\udc41\"")
    }
}
