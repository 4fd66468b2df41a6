import ArgumentParser
import ManifestLoading

/// `reconcile explain`
struct ExplainCommand: DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        Of a field: its meaning, its default, what it takes, and what a change of it does to a live \
        environment. Of a kind, which is the word in brackets after a message: the reason, and what to do. \
        Without a name, lists the names of both.
        """,
        examples: [
            .init("Explain a field.", "explain max-cpus"),
            .init("Explain the kind of a message.", "explain unknown-field"),
            .init("List all names.", "explain"),
        ], variables: HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a field of the file or the kind of a message.",
        discussion: help.discussion)

    @Argument(
        help: ArgumentHelp("A field such as max-cpus, or a kind such as unknown-field.", valueName: "name"),
        completion: Completions.explained)
    var name: String?

    @OptionGroup(title: "Output options") var messages: MessageOptions

    var isQuiet: Bool { messages.quiet }

    func run() throws {
        let view = ExplanationView(columns: ProcessEnvironment.current.columns)
        guard let name else {
            Console.result(view.index)
            return
        }
        guard let text = view.text(for: name) else {
            let meant = ExplanationView.nearest(to: name).map { ": did you mean '\($0)'?" } ?? ""
            Console.message("error: there is neither a field nor a kind of message '\(name)'\(meant)")
            throw ExitStatus.error
        }
        Console.result(text)
    }
}
