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
        let colored = OwnColor.painted("red", "1;31")
        #expect(colored.escapedLines(keepsColor: true) == "\u{1B}[1;31mred\u{1B}[0m")
        #expect(!colored.escapedLines(keepsColor: false).contains("\u{1B}"))
        #expect("\u{1B}[2J\u{1B}]0;x\u{7}".escapedLines(keepsColor: true) == "\\u{1B}[2J\\u{1B}]0;x\\u{7}")
    }

    @Test(arguments: ["8", "0", "", "1;31", "32", "38;5;0", "0;1", "1;31;0"])
    func `a colour of a text from outside is escaped, within the program's own too`(codes: String) {
        let foreign = "a\u{1B}[\(codes)mb"
        let escaped = "a\\u{1B}[\(codes)mb"
        #expect(foreign.escapedLines(keepsColor: true) == escaped)
        #expect(
            OwnColor.painted(foreign, "2").escapedLines(keepsColor: true) == "\u{1B}[2m\(escaped)\u{1B}[0m")
    }

    @Test func `a document keeps its tabs and the line breaks of Windows, and nothing else`() {
        let text = "a\tb\r\n\r\n\u{1B}[2Jc\rd\r\r\ne\n"
        #expect(
            text.escapedDocument { $0.escapedLines(keepsColor: false) }
                == "a\tb\r\n\r\n\\u{1B}[2Jc\\rd\\r\r\ne\n")
        let commands = "a\r\n::error::x\r\n\t##[error]y\r\n"
        #expect(
            commands.escapedDocument { WorkflowCommands.disarmed($0) }
                == "a\r\n:\u{200B}:error::x\r\n\t##\u{200B}[error]y\r\n")
    }

    @Test func `a character beyond the first plane is two escapes in JSON`() {
        #expect("\"\u{E0041}\"".escapedJSON == "\"\\udb40\\udc41\"")
    }
}
