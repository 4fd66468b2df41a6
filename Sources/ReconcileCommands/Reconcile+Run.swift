import ArgumentParser
import Glibc

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        StandardStreams.assureOpen()
        Signals.endAtOnce()
        do {
            var command = try await asyncParseAsRoot(AWSOptions.rewriting(Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
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
            Console.message(text)
        }
        Glibc.exit(status.rawValue)
    }

    /// Runs the command that the arguments name and returns its exit status; for the fuzzer, which runs many in one
    /// process.
    package static func status(of arguments: [String]) async -> Int32 {
        do {
            var command = try parseAsRoot(AWSOptions.rewriting(arguments))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return 0
        } catch {
            return exitCode(for: error).rawValue
        }
    }
}
