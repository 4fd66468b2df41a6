import ArgumentParser
import Diagnostics
import ManifestLoading

/// `reconcile init`
struct InitCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        On a terminal it asks for what is not given, and checks each answer. A file that exists is never replaced; '-' \
        prints the text instead.
        """,
        examples: [
            .init("Answer some questions.", "init"),
            .init(
                "Without questions, to standard output.", "init --example on-demand --work-dir s3://my-bucket/work -"),
        ],
        variables: [HelpVariable(names: "AWS_REGION", meaning: "the region that is proposed")] + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a first file. Needs no credentials and no network.",
        usage: "reconcile init [<options>] [<file>]", discussion: help.discussion)

    @Argument(help: "The file to write, or '-' for standard output.", completion: .file(extensions: ["yml", "yaml"]))
    var file = "compute-envs.yml"

    @Option(help: ArgumentHelp("The kind of environment.", valueName: "name"))
    var example: FirstFileExample?

    @Option(help: ArgumentHelp("The name of the environment.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("The AWS region.", valueName: "name"), completion: Completions.regions)
    var region: String?

    @Option(help: ArgumentHelp("The work directory of pipelines.", valueName: "s3://bucket/folder"))
    var workDir: String?

    @OptionGroup(title: "Output options") var messages: MessageOptions

    var isQuiet: Bool { messages.quiet }

    func run() async throws {
        try await reportingErrors(OutputChoice(isJSON: false, color: messages.color)) {
            let process = ProcessEnvironment.current
            let place = WholeFile(path: file)
            if file != "-" { try place.assureAbsent() }
            let first = try await answered(process)
            guard file != "-" else { return Console.result(first.text) }
            try place.assureAbsent()
            try place.write(Array((first.text + "\n").utf8), mode: 0o644)
            Console.result(
                "Wrote \(file). Next:\n  reconcile plan --sandbox \(file)   without an account\n  reconcile plan \(file)"
            )
        }
    }

    /// The file with the options and, on a terminal, with answers.
    private func answered(_ process: ProcessEnvironment) async throws -> FirstFile {
        var given = ["name": name, "region": region, "work-dir": workDir].compactMapValues { $0 }
        let asks = process.canAsk && file != "-"
        var first = FirstFile(example: example ?? .spot)
        if example == nil, asks { first.example = try await Self.example() }
        for (field, standard) in FirstFile.questions {
            let proposal =
                field == "region"
                ? process.variables["AWS_REGION"] ?? process.variables["AWS_DEFAULT_REGION"] ?? standard : standard
            if given[field] == nil, asks {
                try await Self.ask(for: field, proposing: proposal, in: &first)
                given[field] = first.answers[field]
            } else {
                first.answers[field] = given[field] ?? proposal
                if let problem = first.problems(with: field).first { throw CommandError(problem) }
            }
        }
        return first
    }

    private static func example() async throws -> FirstFileExample {
        for (number, example) in FirstFileExample.allCases.enumerated() {
            Console.message("\(number + 1)  \(example.rawValue): \(example.purpose)")
        }
        while true {
            let answer = try await Question.answer("Which kind of environment? [1] ")
            if answer.isEmpty { return FirstFileExample.allCases[0] }
            let number = Int(answer).map { $0 - 1 }.flatMap {
                FirstFileExample.allCases.indices.contains($0) ? $0 : nil
            }
            if let example = number.map({ FirstFileExample.allCases[$0] }) ?? FirstFileExample(rawValue: answer) {
                return example
            }
            Console.message("Type a number from 1 to \(FirstFileExample.allCases.count), or a name.")
        }
    }

    private static func ask(for field: String, proposing proposal: String, in first: inout FirstFile) async throws {
        if let help = FieldCatalogue.environment[field]?.help { Console.message(help) }
        while true {
            let answer = try await Question.answer("\(field)? [\(proposal)] ")
            first.answers[field] = answer.isEmpty ? proposal : answer
            let problems = first.problems(with: field)
            if problems.isEmpty { return }
            for problem in problems { Console.message("error: \(problem)") }
        }
    }
}
