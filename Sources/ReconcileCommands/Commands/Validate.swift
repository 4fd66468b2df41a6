import ArgumentParser
import Diagnostics
import ManifestLoading

/// `reconcile validate`
struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the files: no credentials, no network.",
        discussion: "Exits 0 where nothing keeps the files from being applied, 1 where something does.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "AWS region for environments that name none.")
    var region: String?

    func run() async throws {
        let surroundings = Surroundings.current
        let loading = Loading(
            input: input, output: output, surroundings: surroundings,
            defaultRegion: region ?? surroundings.variables["AWS_REGION"]
                ?? surroundings.variables["AWS_DEFAULT_REGION"])
        guard output.format == .text else {
            let manifest = loading.load()
            Console.result(ValidationView(manifest).json.text)
            if !manifest.isValid { throw ExitStatus.error }
            return
        }
        Console.result(ValidationView(try loading.loadOrExit()).summary)
    }
}
