import ArgumentParser

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        Signals.endAtOnce()
        await main(AWSOptions.rewriting(Array(CommandLine.arguments.dropFirst())))
        do { try Console.checkOutput(isWorkDone: false) } catch { exit(withError: error) }
    }
}
