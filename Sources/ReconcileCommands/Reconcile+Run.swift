import ArgumentParser
import Glibc

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        StandardStreams.assureOpen()
        Signals.endAtOnce()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            guard arguments.count <= mostArguments else {
                throw ValidationError(
                    "\(arguments.count) arguments are more than \(mostArguments); give a folder in place of its files.")
            }
            try await perform(arguments)
            try Console.checkOutput(isWorkDone: false)
        } catch {
            end(with: error)
        }
    }

    /// Ends the process with what the parser makes of an error: a help text is one too.
    private static func end(with error: any Error) -> Never {
        if let error = error as? CommandError {
            Console.message("error: \(error)")
            Glibc.exit(error.status.rawValue)
        }
        var status = exitCode(for: error)
        let text = fullMessage(for: error)
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
            try await perform(arguments)
            return 0
        } catch {
            return exitCode(for: error).rawValue
        }
    }

    private static func perform(_ arguments: [String]) async throws {
        var command = try await asyncParseAsRoot(SubmitCommand.rewriting(AWSOptions.rewriting(arguments)))
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }

    /// Parsing them takes time that grows with their square.
    private static let mostArguments = 4000
}
