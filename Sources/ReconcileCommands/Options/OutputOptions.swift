import ArgumentParser

/// How the answer looks.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "form"))
    var format = OutputFormat.text

    @Option(help: ArgumentHelp("Colour in the output.", valueName: "when"))
    var color = ColorChoice.auto
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
}

/// Whether to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    /// Where a terminal shows it.
    case auto
    /// In any case.
    case always
    /// In no case.
    case never
}
