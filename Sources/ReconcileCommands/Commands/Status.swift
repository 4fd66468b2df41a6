import ArgumentParser
import Planning
import Reconciliation

/// `reconcile status`
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say of each environment whether jobs can run there, and if not, why and what to do.")

    @OptionGroup var input: InputOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingErrors(output) {
            let surroundings = Surroundings.current
            let session = try await Session.open(
                input, aws, output, surroundings: surroundings, goal: .apply, isReadOnly: true)
            let observer = Observer(session.account.access)
            let observation = await observer.lookingIntoEveryQueue(session.observation)
            for note in observation.notes.dropFirst(session.observation.notes.count) {
                Console.message("note: \(note)")
            }
            let view = StatusView(
                session: session, observation: observation,
                style: Style(isColored: surroundings.colors(output.color, terminal: surroundings.outputIsTerminal)))
            switch output.format {
            case .text: Console.result(view.text)
            case .json: Console.result(json: view.json.text)
            }
        }
    }
}
