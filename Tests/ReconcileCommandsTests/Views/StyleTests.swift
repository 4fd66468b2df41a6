import Diagnostics
import Testing

@testable import ReconcileCommands

/// Terminal colours.
struct StyleTests {
    @Test func `colours a text only if it is asked to`() {
        #expect(Style(isColored: false)(.bold, "a") == "a")
        let bold = Style(isColored: true)(.bold, "a")
        #expect(bold.escapedLines(keepsColor: true) == "\u{1B}[1ma\u{1B}[0m")
    }

    @Test(arguments: ["", "a", "a[1mb", "日本"])
    func `a text without colours is the text`(text: String) {
        #expect(Style.plain(text) == text)
        #expect(Style.plain(Style(isColored: true)(.cyan, text) + "x") == text + "x")
    }
}
