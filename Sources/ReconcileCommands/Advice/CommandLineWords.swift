import ArgumentParser
import ManifestLoading

/// The words of a command line, completed by variables and a file, and explained if the parser does not take them.
struct CommandLineWords {
    /// The words as they were given.
    let given: [String]
    /// The words that the parser gets.
    private(set) var completed: [String]
    private var added: [DefaultArguments.Added] = []
    /// Variables that look like options and are none.
    private var unknown: [String] = []

    init(_ arguments: [String]) {
        given = arguments
        completed = arguments
    }

    /// Adds what variables and a file give; throws for words that the parser would misunderstand.
    mutating func complete() throws {
        let advice = UsageAdvice(arguments: given)
        if let error = advice.unknownCommand { throw error }
        if let error = advice.misplacedSandbox({ DiskFiles().kind(of: $0) != nil }) { throw error }
        let defaults = try DefaultArguments(
            given, variables: ProcessEnvironment.current.variables, find: DefaultsFile.path(for:)
        ) { (try? WholeFile.beginning(of: $0, count: 256)).map(SavedPlan.begins) ?? false }
        unknown = defaults.unknown
        completed = defaults.arguments
        added = defaults.added
    }

    /// Names the variables that look like options and are none. The words have been read by then: they may ask for silence.
    func noteUnknownVariables() {
        for name in unknown { Console.note("note: no command has an option for the variable \(name)") }
    }

    /// The parser's message, with what to write instead and with the options that were not on the command line.
    func explained(_ message: String, isUsage: Bool) -> String {
        guard isUsage else { return message }
        var lines = message.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A value with a line break, which a file of defaults can give, must not begin a line.
        if completed.contains(where: { $0.unicodeScalars.contains("\n") }) {
            lines = lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
        }
        let advice = UsageAdvice(arguments: given).instead(ofOptionIn: message)
        let named = added.filter { one in
            let name = one.argument.prefix { $0 != "=" }
            return message.contains("\(name) ") || message.contains("\(name)'")
        }
        let more =
            [advice].compactMap { $0 } + named.map { "\($0.argument.prefix { $0 != "=" }) comes from \($0.source)" }
        lines.insert(contentsOf: more.map { "  " + $0 }, at: min(1, lines.count))
        return lines.joined(separator: "\n")
    }
}

extension CommandError {
    /// Prints the error for people.
    func report() {
        Console.message("error: \(summary)")
        for line in detail.split(separator: "\n") { Console.message("  \(line)") }
    }
}
