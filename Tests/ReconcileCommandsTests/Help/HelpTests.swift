import ArgumentParser
import Testing

@testable import ReconcileCommands

/// The help texts.
struct HelpTests {
    private static let commands = Reconcile.configuration.subcommands
    private static let names = commands.map { $0.configuration.commandName ?? "" }

    private static func command(_ name: String) throws -> any DocumentedCommand.Type {
        let found = commands.first { $0.configuration.commandName == name }
        return try #require(found as? any DocumentedCommand.Type)
    }

    @Test(arguments: names)
    func `each example of a command is a line that the program takes`(name: String) throws {
        let examples = try Self.command(name).help.examples
        #expect(!examples.isEmpty)
        for example in examples {
            let words = example.arguments.split(separator: ">")[0].split(separator: " ").map(String.init)
            let parsed = try Reconcile.parseAsRoot(SubmitCommand.rewriting(AWSOptions.rewriting(words)))
            #expect(type(of: parsed).configuration.commandName == name)
        }
    }

    @Test(arguments: names)
    func `each command has the common options and is asked if it is to be quiet`(name: String) throws {
        let commands = try CommandOptions.all()
        let options = try #require(commands[name]).options.map(\.name)
        let command = Self.commands.first { $0.configuration.commandName == name }
        #expect(options.contains("quiet") && options.contains("color") && command is any QuietCommand.Type)
        // Without calls to AWS there is nothing to log; 'show' has more to show.
        #expect(options.contains("verbose") == (command is any AccountCommand.Type || name == "show"))
    }

    @Test
    func `the program's own help has three examples`() throws {
        #expect(Reconcile.help.examples.count == 3)
        for example in Reconcile.help.examples {
            _ = try Reconcile.parseAsRoot(example.arguments.split(separator: " ").map(String.init))
        }
    }

    @Test(arguments: [80, 120])
    func `the program's own help fits into the terminal`(columns: Int) {
        #expect(Self.longLines(Reconcile.helpMessage(columns: columns), columns) == [])
    }

    @Test(arguments: names)
    func `a command's help fits into the terminal`(name: String) throws {
        let command = try Self.command(name)
        let help = Reconcile.helpMessage(for: command, columns: 80)
        #expect(Self.longLines(help, 80) == [])
        // A line of a table that is wrapped loses its columns.
        let lines = Set(help.split(separator: "\n").map(String.init))
        let tables = command.help.discussion.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  ") }
        #expect(tables.filter { !lines.contains($0) } == [])
    }

    private static func longLines(_ text: String, _ columns: Int) -> [String] {
        text.split(separator: "\n").map(String.init).filter { $0.count > columns }
    }

    @Test(arguments: names)
    func `a command that reads files lists the variables that they can name`(name: String) throws {
        let command = try Self.command(name)
        let help = Reconcile.helpMessage(for: command, columns: 80)
        let readsFiles = help.contains("--env-allow")
        #expect(help.contains("ENVIRONMENT:\n  any NAME") == readsFiles)
        #expect(help.contains("AWS_PROFILE  ") == help.contains("--profile"))
        #expect(help.contains("NO_COLOR, FORCE_COLOR") == help.contains("--color"))
        #expect(help.contains("  CI  ") == help.contains("Do not ask."))
    }
}
