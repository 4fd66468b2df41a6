import ArgumentParser
import FoundationEssentials

/// The options of a command, as its own declaration has them.
struct CommandOptions {
    /// An option or a flag.
    struct Option {
        /// The long name without its dashes.
        let name: String
        /// The other names of one letter.
        let letters: [Character]
        let isFlag: Bool
        let isRepeatable: Bool

        /// The variable of the environment that gives the option.
        var variable: String { DefaultArguments.prefix + name.uppercased().replacing("-", with: "_") }
    }

    let options: [Option]

    /// The options of every command of the program, by the commands' names.
    static func all() throws -> [String: CommandOptions] {
        let tool = try JSONDecoder().decode(Tool.self, from: Data(Reconcile._dumpHelp().utf8))
        return Dictionary(
            (tool.command.subcommands ?? []).map { ($0.commandName, CommandOptions($0)) },
            uniquingKeysWith: { first, _ in first })
    }

    private init(_ command: Tool.Command) {
        options = (command.arguments ?? []).compactMap { argument in
            let names = argument.names ?? []
            guard let long = names.first(where: { $0.kind == "long" })?.name, !Self.notByVariable.contains(long) else {
                return nil
            }
            return Option(
                name: long, letters: names.filter { $0.kind == "short" }.flatMap { Array($0.name) },
                isFlag: argument.kind == "flag", isRepeatable: argument.isRepeating)
        }
    }

    /// `sandbox-file` is the parser's own form of `--sandbox=FILE`.
    private static let notByVariable: Set<String> = ["help", "version", "sandbox-file"]

    /// The declaration, as far as it matters here.
    private struct Tool: Decodable {
        let command: Command

        struct Command: Decodable {
            let commandName: String
            let subcommands: [Command]?
            let arguments: [Argument]?
        }

        struct Argument: Decodable {
            let kind: String
            let isRepeating: Bool
            let names: [Name]?
        }

        struct Name: Decodable {
            let kind: String
            let name: String
        }
    }
}
