import ArgumentParser

/// The parts of a command's help that follow its abstract: text, examples, exit statuses and variables.
struct CommandHelp: Sendable {
    /// A paragraph that says what the abstract does not; may be empty.
    let text: String
    /// Command lines that work.
    let examples: [Example]
    /// The exit statuses that the command can give.
    let statuses: ExitStatusList
    /// The variables of the environment that the command reads.
    let variables: [HelpVariable]

    /// A command line with its purpose.
    struct Example: Sendable {
        /// The purpose in one line.
        let purpose: String
        /// The words behind `reconcile`.
        let arguments: String

        init(_ purpose: String, _ arguments: String) {
            self.purpose = purpose
            self.arguments = arguments
        }
    }

    init(
        _ text: String = "", examples: [Example], statuses: ExitStatusList = ExitStatusList(),
        variables: [HelpVariable] = []
    ) {
        self.text = text
        self.examples = examples
        self.statuses = statuses
        self.variables = variables
    }

    /// The text and the sections. The parser wraps lines that are longer than the terminal is wide and would lose the
    /// columns of a table, so the lines of the sections are short.
    var discussion: String {
        let shown = examples.map { "  # \($0.purpose)\n  reconcile \($0.arguments)" }
        let sections = [
            ("EXAMPLES", shown.joined(separator: "\n\n")), ("EXIT STATUS", statuses.text),
            ("ENVIRONMENT", HelpVariable.table(variables + [.anyOption])),
        ]
        return ([text] + sections.map { $0.1.isEmpty ? "" : "\($0.0):\n\($0.1)" }).filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }
}

/// A command whose help has examples and lists the exit statuses that it can give.
protocol DocumentedCommand: ParsableCommand {
    /// The parts of its help.
    static var help: CommandHelp { get }
}
