import ArgumentParser

extension Reconcile {
    /// Runs the command that the arguments name and ends the process with its status.
    public static func run() async {
        Signals.endAtOnce()
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count <= mostArguments else {
            exit(
                withError: ValidationError(
                    "\(arguments.count) arguments are more than \(mostArguments); give a folder in place of its files.")
            )
        }
        await main(AWSOptions.rewriting(arguments))
        do { try Console.checkOutput(isWorkDone: false) } catch { exit(withError: error) }
    }

    /// Parsing them takes time that grows with their square.
    private static let mostArguments = 4000
}
