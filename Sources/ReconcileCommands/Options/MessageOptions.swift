import ArgumentParser

/// A command that prints only results and errors if it is asked to: every command is one.
protocol QuietCommand: ParsableCommand {
    var isQuiet: Bool { get }
}

extension AccountCommand {
    var isQuiet: Bool { aws.quiet }
}

/// The option for silence, of a command without calls to AWS whose other options of output include the colour.
struct QuietOption: ParsableArguments {
    /// The help of `--quiet`, which every command has.
    static let help: ArgumentHelp = "Print only results and errors."

    @Flag(name: .shortAndLong, help: QuietOption.help)
    var quiet = false
}

/// The options for what is printed beside the result, of a command without calls to AWS.
struct MessageOptions: ParsableArguments {
    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: QuietOption.help)
    var quiet = false
}
