import ArgumentParser
import ManifestLoading

/// `reconcile explain`
struct ExplainCommand: DocumentedCommand {
    static let help = CommandHelp(
        """
        A field: its meaning, its default, what it takes and what a change of it does to a live environment. \
        A kind, the word in brackets behind a message: why it is so and what to do. Without a name: the \
        names of both.
        """,
        examples: [
            .init("Explain a field.", "explain max-cpus"),
            .init("Explain the kind of a message.", "explain unknown-field"),
            .init("List all names.", "explain"),
        ])

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a field of the file or a kind of diagnostic.",
        discussion: help.discussion)

    @Argument(
        help: ArgumentHelp("A field such as max-cpus, or a kind such as unknown-field.", valueName: "name"),
        completion: Completions.explained)
    var name: String?

    func run() throws {
        let view = ExplanationView(columns: ProcessEnvironment.current.columns)
        guard let name else {
            Console.result(view.index)
            return
        }
        guard let text = view.text(for: name) else {
            let meant = ExplanationView.nearest(to: name).map { ": did you mean '\($0)'?" } ?? ""
            Console.message("error: there is neither a field nor a kind of diagnostic '\(name)'\(meant)")
            throw ExitStatus.error
        }
        Console.result(text)
    }
}
