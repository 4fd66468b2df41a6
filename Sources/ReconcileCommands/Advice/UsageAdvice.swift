import ArgumentParser
import ManifestLoading

/// Advice for a command line that the parser does not take, or that the user means otherwise: words of other tools, and
/// names that are misspelt.
struct UsageAdvice {
    /// The arguments behind the program's name.
    let arguments: [String]
    /// The names of the commands.
    var commands = UsageAdvice.commandNames

    private static let commandNames = Reconcile.configuration.subcommands.compactMap { $0.configuration.commandName }

    /// The error for a first word, or one behind `help`, that names no command; nil if it names one, or if the parser has
    /// its own answer.
    var unknownCommand: CommandError? {
        let asksForHelp = arguments.first == "help"
        guard let word = asksForHelp ? arguments.dropFirst().first : arguments.first,
            !word.hasPrefix("-"), word != "help", !commands.contains(word)
        else { return nil }
        return CommandError(
            usage: "there is no command '\(word)'",
            detail: advice(about: word, behind: asksForHelp ? "reconcile help" : "reconcile"))
    }

    private func advice(about word: String, behind start: String) -> String {
        if let known = ForeignWords.commands[word] { return known }
        if let near = Suggestion.nearest(to: word, among: commands) { return "did you mean '\(start) \(near)'?" }
        return "'reconcile --help' lists the commands"
    }

    /// The error for a sandbox's file behind a blank: the parser takes it for a file of environments.
    ///
    /// - Parameter exists: true of a path that exists.
    func misplacedSandbox(_ exists: (String) -> Bool) -> CommandError? {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let words = arguments[..<end]
        guard let index = words.firstIndex(of: "--sandbox"), index + 1 < words.endIndex else { return nil }
        let file = words[index + 1]
        guard !file.hasPrefix("-"), file.hasSuffix(".json"), !exists(file) else { return nil }
        return CommandError(
            usage: "'--sandbox' takes its file behind '=', and '\(file)' does not exist",
            detail: "write --sandbox=\(file)")
    }

    /// The words to write in place of an option of another tool; nil if no argument is one.
    ///
    /// - Parameter message: what the parser says about the arguments.
    func instead(ofOptionIn message: String) -> String? {
        guard let unknown = message.firstMatch(of: /Unknown option '(-[^']+)'/)?.output.1 else { return nil }
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments[..<end].lazy.compactMap { argument in
            let name = String(argument.prefix { $0 != "=" })
            // The parser reads '-auto-approve' as letters.
            let isMeant =
                name == unknown
                || name.hasPrefix("-") && !name.hasPrefix("--") && unknown.count == 2
                    && name.contains(unknown.dropFirst())
            return isMeant ? ForeignWords.options[name].map { "'\(name)': \($0)" } : nil
        }.first
    }
}
