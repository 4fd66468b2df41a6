import ArgumentParser

/// `reconcile schema`
struct Schema: StatusListingCommand {
    static let statuses = ExitStatusList()

    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of the file, for editors.",
        discussion: statuses.discussion())

    func run() throws {
        Console.result(json: SchemaView().json.prettyText())
    }
}
