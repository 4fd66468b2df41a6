import ArgumentParser

/// `reconcile schema`
struct SchemaCommand: DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        Put the output beside your files, and name it in a comment that your editor's YAML support reads.
        """,
        examples: [
            .init("Save the schema.", "schema > compute-envs.schema.json")
        ], variables: HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of the file, for editors.",
        discussion: help.discussion)

    @OptionGroup(title: "Output options") var messages: MessageOptions

    var isQuiet: Bool { messages.quiet }

    func run() throws {
        Console.result(json: SchemaView().json.prettyText())
    }
}
