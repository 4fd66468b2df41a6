import AWSOperations
import ArgumentParser
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// `reconcile export`
struct ExportCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Environments that reconcile made get their fields back, as far as AWS stores them; comments and notes say what it \
        does not store. Queues of others, also those of the Seqera Platform's Batch Forge, become environments with \
        'config-mode: manual'. AWS does not know their work directory, so the file refers to a variable that you set or \
        replace. The plan of the file changes nothing; if it does, a comment says so. 'ecs-config', 'pre-run', 'post-run' \
        and 'nextflow-config' name files: '--files' writes them, and replaces none that has other contents. Without NAME, all environments of the region are written.
        """,
        examples: [
            .init("All environments of a region.", "export --region eu-west-1 --files . > envs.yml"),
            .init("One environment.", "export --region eu-west-1 prod > prod.yml"),
            .init("What 'tw compute-envs export' wrote, offline.", "export --from tw.json prod > prod.yml"),
        ],
        statuses: ExitStatusList([(ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.account + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a file of the environments that exist in AWS.",
        usage: "reconcile export [<options>] [<name> ...]",
        discussion: help.discussion)

    @Argument(help: ArgumentHelp("The environments, by name or by queue.", valueName: "name"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read this JSON of 'tw compute-envs export' and nothing of AWS; NAME is the environment's name.",
            valueName: "file"), completion: .file(extensions: ["json"]))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Write the texts of fields that name files, such as 'pre-run', into this folder.", valueName: "folder"),
        completion: .directory)
    var files: String?

    @OptionGroup(title: "AWS options") var aws: AWSOptions

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    func validate() throws {
        if from != nil, names.count != 1 {
            throw ValidationError("'--from' needs one NAME: the JSON does not have the environment's name")
        }
    }

    func run() async throws {
        let choice = OutputChoice(isJSON: false, color: color)
        try await reportingErrors(choice) {
            if let from {
                return try write(try ExportedJSON(path: from, name: names[0], color: color).environment, from)
            }
            try await exportAccount()
        }
    }

    private func exportAccount() async throws {
        let place = try await AccountResolver(options: aws, process: ProcessEnvironment.current).openForReading()
        let (region, identity) = (place.region, place.identity)
        let owned = try await OwnedEnvironments.read(
            in: region, ResourceBuilder(aws.namePrefix), StateReader(place.account.access),
            accountID: identity.accountID, principal: identity.principal)
        let queues = try await Batch.allJobQueues(place.account.access.caller(region))
        for note in owned.notes { Console.note("note: \(note)") }
        for key in owned.incomplete {
            Console.note("note: '\(key.owner)' is not exported: its work compute environment does not exist")
        }
        let chosen = try choose(among: owned.exported + ForeignQueues(queues, in: region).environments, region)
        try write(chosen, "account \(identity.accountID), \(region)")
    }

    /// The environments that the command line names; all if it names none.
    private func choose(among all: [ExportedEnvironment], _ region: String) throws -> [ExportedEnvironment] {
        guard !names.isEmpty else { return all }
        let unknown = names.filter { name in !all.contains { $0.isMeant(by: name) } }
        guard let first = unknown.first else { return all.filter { one in names.contains { one.isMeant(by: $0) } } }
        let known = all.prefix(10).map { "'\($0.key.name)'" }.joined(separator: ", ")
        throw CommandError(
            "there is no environment and no queue '\(first)' in \(region)",
            detail: known.isEmpty ? "nothing of AWS Batch exists there" : "there are \(known)", kind: "unknown-target")
    }

    /// Writes the texts. A file that the user has edited is not replaced, and then nothing is written.
    private func write(_ files: [(path: String, text: String)]) throws {
        let new = try files.map { (file: WholeFile(path: $0.path), bytes: Array($0.text.utf8)) }
            .filter { try $0.file.isNew(holding: $0.bytes) }
        for (file, bytes) in new {
            try file.makeFolder()
            try file.write(bytes)
        }
    }

    private func write(_ environments: [ExportedEnvironment], _ origin: String) throws {
        let texts = files.map { ExportedTexts(environments, in: $0) }
        try write(texts?.files ?? [])
        let view = ExportView(environments: environments, title: "Written by 'reconcile export' from \(origin).") {
            texts?.path(of: $1, in: $0)
        }
        Console.result(document: view.text)
        for environment in environments {
            for remark in environment.remarks {
                let field = remark.field.map { ", '\($0)'" } ?? ""
                Console.note("note: '\(environment.key.owner)'\(field): \(remark.text)")
            }
            guard texts == nil else { continue }
            for field in environment.fields where field.isFileText {
                Console.note(
                    "note: '\(environment.key.owner)', '\(field.name)': the text is in a comment; '--files FOLDER' writes it "
                        + "into a file that the field names")
            }
        }
    }
}

extension ExportedEnvironment {
    /// True if a name on the command line means the environment: its name, with or without the workspace, or a queue's.
    fileprivate func isMeant(by name: String) -> Bool {
        if key.name == name || key.owner == name { return true }
        return fields.contains { ["head-queue", "compute-queue"].contains($0.name) && $0.value == .text(name) }
    }
}
