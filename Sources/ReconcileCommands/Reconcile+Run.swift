import ArgumentParser
import Glibc

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        StandardStreams.assureOpen()
        Signals.endAtOnce()
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--version"] { tellVersion() }
        var line = CommandLineWords(arguments)
        do {
            guard arguments.count <= mostArguments else {
                throw ValidationError(
                    "\(arguments.count) arguments are more than \(mostArguments); give a folder in place of its files.")
            }
            try line.complete()
            try await perform(line)
            try Console.checkOutput(isWorkDone: false)
        } catch {
            end(with: error, line)
        }
    }

    /// Scripts ask for the version often, and the parser takes two thirds of the time of such a run.
    private static func tellVersion() -> Never {
        Console.verbatim(Version.text)
        do { try Console.checkOutput(isWorkDone: false) } catch { Glibc.exit(ExitStatus.error.rawValue) }
        Glibc.exit(ExitStatus.done.rawValue)
    }

    /// Ends the process with what the parser makes of an error: a help text is one too.
    private static func end(with error: any Error, _ line: CommandLineWords) -> Never {
        if let error = error as? CommandError {
            error.report()
            Glibc.exit(error.status.rawValue)
        }
        var status = exitCode(for: error)
        let text = line.explained(fullMessage(for: error), isUsage: status == ExitStatus.usage)
        if status.isSuccess {
            // Help and completion scripts are the program's own words, tabs included.
            if !text.isEmpty { Console.verbatim(text) }
            do { try Console.checkOutput(isWorkDone: false) } catch { status = ExitStatus.error }
        } else if !text.isEmpty {
            Console.rawMessage(text + "\n")
        }
        Glibc.exit(status.rawValue)
    }

    /// Runs the command that the arguments name and returns its exit status; for the fuzzer, which runs many in one
    /// process.
    package static func status(of arguments: [String]) async -> Int32 {
        do {
            var line = CommandLineWords(arguments)
            try line.complete()
            try await perform(line)
            return 0
        } catch {
            return status(for: error)
        }
    }

    /// The exit status of a run that an error ends.
    static func status(for error: any Error) -> Int32 {
        (error as? CommandError)?.status.rawValue ?? exitCode(for: error).rawValue
    }

    private static func perform(_ line: CommandLineWords) async throws {
        var command = try await parsed(line)
        let process = ProcessEnvironment.current
        if let trace = (command as? any AccountCommand)?.aws.traceSettings(process) {
            let name = type(of: command).configuration.commandName ?? "reconcile"
            return try await trace.recording(name, process) { try await performTraced(line) }
        }
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }

    /// Parses the command once more: it may not be shared with the code around it, which a closure with it would do.
    private static func performTraced(_ line: CommandLineWords) async throws {
        if var command = try await command(of: line) as? any AsyncParsableCommand { try await command.run() }
    }

    private static func parsed(_ line: CommandLineWords) async throws -> any ParsableCommand {
        Console.beQuiet(false)
        defer { line.noteUnknownVariables() }
        let command = try await command(of: line)
        Console.beQuiet((command as? any QuietCommand)?.isQuiet ?? false)
        return command
    }

    private static func command(of line: CommandLineWords) async throws -> any ParsableCommand {
        try await asyncParseAsRoot(SubmitCommand.rewriting(AWSOptions.rewriting(line.completed)))
    }

    /// Parsing them takes time that grows with their square.
    private static let mostArguments = 4000
}
