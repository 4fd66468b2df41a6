import ArgumentParser

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        Signals.endAtOnce()
        await main(AWSOptions.rewriting(Array(CommandLine.arguments.dropFirst())))
        do { try Console.checkOutput(isWorkDone: false) } catch { exit(withError: error) }
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
