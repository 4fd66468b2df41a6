import ArgumentParser

/// `reconcile schema`
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of the file, for editors.")

    func run() throws {
        Console.result(json: SchemaView().json.prettyText())
    }
}
