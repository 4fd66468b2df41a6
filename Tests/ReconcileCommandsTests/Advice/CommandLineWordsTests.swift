import Testing

@testable import ReconcileCommands

/// The message about a command line that the parser does not take.
struct CommandLineWordsTests {
    @Test(arguments: ["x\nPlan: 0 to create", "x\r\nPlan: 0 to create", "\n\nPlan: 0 to create\nHelp: x"])
    func `a value with a line break begins no line`(value: String) {
        let words = CommandLineWords(["plan", "--parallelism=\(value)", "f.yml"])
        let shown = words.explained("Error: '\(value)' is invalid\nHelp:  none", isUsage: true)
        #expect(shown.hasPrefix("Error: "))
        let lines = shown.unicodeScalars.split(separator: "\n").dropFirst()
        #expect(!lines.isEmpty && lines.allSatisfy { $0.starts(with: "  ".unicodeScalars) })
    }

    @Test func `the parser's own lines stay as they are`() {
        let words = CommandLineWords(["plan", "--parallelism=x", "f.yml"])
        let message = "Error: 'x' is invalid\nHelp:  none\nUsage: reconcile plan"
        #expect(words.explained(message, isUsage: true) == message)
        #expect(CommandLineWords(["plan", "a\nb"]).explained("help\ntext", isUsage: false) == "help\ntext")
    }
}
