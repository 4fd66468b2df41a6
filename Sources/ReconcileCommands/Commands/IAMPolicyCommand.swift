import ArgumentParser
import BatchForge
import InstanceTypes
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// `reconcile iam-policy`
struct IAMPolicyCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        The least policy with which a command works on exactly these files. Names and ARNs are those of the files' \
        environments; an action that AWS cannot limit to a resource has '*'. With --trust the trust policy of a \
        role is printed instead. For --prune, and for what an earlier version of the files had, see \
        docs/guides/permissions.md.
        """,
        examples: [
            .init("The rights of 'apply' and 'destroy'.", "iam-policy --account-id 123456789012 envs.yml > apply.json"),
            .init("The rights of 'plan', which only read.", "iam-policy --for plan envs.yml > plan.json"),
            .init(
                "A role that workflows of a repository can take.",
                "iam-policy envs.yml --trust github acme/pipelines"),
        ],
        variables: HelpVariable.files + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "iam-policy",
        abstract: "Print the least IAM policy for the files. Needs no credentials and no network.",
        usage: "reconcile iam-policy [<options>] <file> ... [--trust <who> ...]",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "plan for reads; apply for apply and destroy; runtime for Nextflow on the environments.",
            valueName: "purpose"))
    var purpose = Purpose.apply

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Print a trust policy: github OWNER/REPO, or batch, ec2 or ecs-tasks. OWNER/REPO:SUBJECT names one subject.",
            valueName: "who"))
    var trust: [String] = []

    @Flag(help: "Add the rights of --prune, which reach every name that begins with the prefix.")
    var prune = false

    @Flag(help: "Add the rights of 'apply --verify': to run jobs on the files' queues.")
    var verify = false

    @Option(
        help: ArgumentHelp("Add the rights on the object of --lock.", valueName: "s3://bucket/key"),
        transform: LockOptions.lease)
    var lock: Lease?

    @Option(help: ArgumentHelp("Print one of several policies that are short enough for IAM.", valueName: "n"))
    var part: Int?

    @Option(
        name: .customLong("account-id"),
        help: ArgumentHelp("The account in ARNs; without it 'account-id' of the file, else any.", valueName: "id"))
    var accountID: AccountIDOption?

    @Option(help: AWSOptions.regionHelp, completion: Completions.regions)
    var region: String?

    @Option(name: .customLong("name-prefix"), help: NamePrefixOption.help)
    var namePrefix = NamePrefixOption(NamePrefixOption.standard)

    @OptionGroup(title: "Output options") var messages: MessageOptions

    /// The purpose of the rights.
    enum Purpose: String, ExpressibleByArgument, CaseIterable {
        /// `plan`, `status` and `drift`.
        case plan
        /// `apply` and `destroy`.
        case apply
        /// Nextflow.
        case runtime
    }

    func validate() throws {
        if let part, part < 1 { throw ValidationError("'--part' is 1 or more, not \(part)") }
        let given = [("lock", lock != nil), ("part", part != nil), ("prune", prune), ("verify", verify)].filter(\.1)
            .map(\.0)
        let idle = Self.optionsWithoutEffect(for: purpose, isTrust: !trust.isEmpty)
        if let option = given.first(where: idle.contains) {
            let other = trust.isEmpty ? "--for \(purpose.rawValue)" : "--trust"
            throw ValidationError("'--\(option)' has no effect with '\(other)'; remove one of the two")
        }
        if !trust.isEmpty, trust(in: "aws", account: "") == nil {
            throw ValidationError(
                "'--trust' takes 'github OWNER/REPO', 'github OWNER/REPO:SUBJECT', or one of "
                    + Trust.services.joined(separator: ", ")
                    + ", not '\(trust.joined(separator: " "))'; give files before it")
        }
    }

    /// The options that would change nothing in what is printed.
    ///
    /// - Parameter isTrust: true if a trust policy is printed.
    static func optionsWithoutEffect(for purpose: Purpose, isTrust: Bool) -> Set<String> {
        if isTrust { return ["lock", "part", "prune", "verify"] }
        return switch purpose {
        // Only a run that writes takes the lease, or runs jobs.
        case .plan: ["lock", "verify"]
        case .apply: []
        case .runtime: ["lock", "prune", "verify"]
        }
    }

    /// The trust that the words name; nil if they name none.
    private func trust(in partition: String, account: String) -> Trust? {
        switch (trust.first, trust.count) {
        case ("github", 2): Trust(gitHub: trust[1], writes: purpose != .plan, partition: partition, account: account)
        case (let service?, 1): Trust(service: service, partition: partition)
        default: nil
        }
    }

    var isQuiet: Bool { messages.quiet }

    func run() async throws {
        try await reportingErrors(OutputChoice(isJSON: false, color: messages.color)) {
            let process = ProcessEnvironment.current
            let loader = InputLoader(
                input: input, isJSON: false, color: messages.color, process: process,
                defaultRegion: try region ?? AccountResolver.region(ofProfile: nil, process),
                namePrefix: namePrefix.text)
            let definitions = try loader.loadOrExit(isBuilding: true).environments
            guard !definitions.isEmpty else {
                throw CommandError("the files have no environment", kind: "no-environments")
            }
            let account = try account(of: definitions)
            let rights = FileRights(
                definitions: definitions, builder: ResourceBuilder(namePrefix), account: account, prunes: prune,
                verifies: verify, lease: lock)
            let json = trust.isEmpty ? try policy(rights) : try trustPolicy(rights)
            Console.result(json: json.prettyText())
        }
    }

    /// The account's number; nil if neither the command line nor the files name it.
    private func account(of definitions: [EnvironmentDefinition]) throws -> String? {
        let named = Set(definitions.compactMap(\.settings.accountID)).union([accountID?.text].compactMap(\.self))
            .sorted()
        guard named.count <= 1 else {
            throw CommandError(
                "the files and the command line name several accounts: \(named.joined(separator: ", "))",
                detail: "a policy is for one account; choose environments with --target", kind: "wrong-account")
        }
        return named.first
    }

    private func policy(_ rights: FileRights) throws -> JSON {
        let (policy, notes) = rights.policy(for: purpose)
        let parts = policy.parts()
        for note in notes { Console.note("note: \(note)") }
        if let part {
            guard part <= parts.count else {
                throw CommandError("the rights fit into \(parts.count) policies, and there is no part \(part)")
            }
            return AccessPolicyView(policy: parts[part - 1]).json
        }
        if parts.count > 1 {
            Console.note(
                "warning: \(policy.characters) characters are more than the \(AccessPolicy.managedCharacters) of a managed "
                    + "policy; '--part 1' to '--part \(parts.count)' print the rights as \(parts.count) policies")
        }
        return AccessPolicyView(policy: policy).json
    }

    private func trustPolicy(_ rights: FileRights) throws -> JSON {
        guard rights.account != nil || trust[0] != "github" else {
            throw CommandError(
                "the trust policy names GitHub's identity provider in the account, and no account is known",
                detail: "give --account-id, or 'account-id' under 'reconcile:' in the file")
        }
        // The words were checked with the command line.
        guard let trust = trust(in: rights.partition, account: rights.account ?? "") else { throw ExitStatus.usage }
        return TrustPolicyView(trust: trust).json
    }
}
