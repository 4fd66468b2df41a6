import ArgumentParser

/// Options for the look of the output.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "form"))
    var format = OutputFormat.text

    @Option(help: ArgumentHelp("Colour in the output.", valueName: "when"))
    var color = ColorChoice.auto
}

/// The format in which results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
}

/// The choice of colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    /// Colours if a terminal shows the output.
    case auto
    /// In any case.
    case always
    /// In no case.
    case never
}
