import AWSClient
import ArgumentParser
import BatchForge
import Diagnostics
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// One command at work on one account: what the files want, and what AWS holds.
struct Session {
    let account: Account
    let requests: [EnvironmentRequest]
    let definitions: [EnvironmentDefinition]
    let observation: Observation
    /// What the files and the account gave reason to say.
    let diagnostics: [Diagnostic]
    let sources: Sources

    /// Reads the files and AWS; ends the program where either is no good, having said why.
    ///
    /// - Parameters:
    ///   - isReadOnly: whether nothing may be changed, whatever goes wrong.
    ///   - isBuilding: whether the files must ask for nothing that this version cannot build.
    static func open(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputOptions, surroundings: Surroundings,
        isReadOnly: Bool, isBuilding: Bool = false, onExists: EnvironmentDefinition.OnExists? = nil,
        waitTimeout: Int = 1800
    ) async throws -> Session {
        let opening = AccountOpening(options: options, surroundings: surroundings)
        let loading = Loading(
            input: input, output: output, surroundings: surroundings, defaultRegion: try opening.defaultRegion(),
            onExists: onExists)
        let manifest = try loading.loadOrExit(isBuilding: isBuilding)
        var (account, notes) = try opening.open(for: manifest.environments)
        if isReadOnly { account = account.readOnly }
        let forge = Forge(namePrefix: options.namePrefix.text) {
            Forge.Partition(AWSClient.Partition.partition(ofRegion: $0))
        }
        let requests = manifest.environments.map { EnvironmentRequest($0, forge: forge, waitTimeout: waitTimeout) }
        let observer = Observer(account.access)
        let identity = try await observer.identity()
        try guardAccount(identity.accountID, options, requests)
        let observation = try await observer.observe(
            requests.flatMap { $0.resources + $0.retired }, accountID: identity.accountID, principal: identity.principal
        )
        notes += observation.notes.map { Diagnostic(.note, "not-read", $0) }
        notes += QueueCheck(observation: observation).diagnostics(manifest.environments, requests)
        let session = Session(
            account: account, requests: requests, definitions: manifest.environments, observation: observation,
            diagnostics: manifest.diagnostics + notes, sources: manifest.sources)
        try session.report(notes, output, surroundings)
        return session
    }

    /// The account is checked before anything else is read in it.
    private static func guardAccount(
        _ accountID: String, _ options: AWSOptions, _ requests: [EnvironmentRequest]
    ) throws {
        let wanted = ([options.accountID?.text] + requests.map(\.policy.accountID)).compactMap { $0 }
        guard let other = wanted.first(where: { $0 != accountID }) else { return }
        throw CommandError(
            "the credentials lead to account \(accountID), and only \(other) may be touched",
            detail: "use credentials of \(other), or change --account-id or 'account-id' in the file",
            kind: "wrong-account", status: ExitStatus.refused)
    }

    private func report(_ notes: [Diagnostic], _ output: OutputOptions, _ surroundings: Surroundings) throws {
        if output.format == .text, !notes.isEmpty {
            let isColored = surroundings.colors(output.color, terminal: surroundings.errorIsTerminal)
            Console.rawMessage(TextRenderer(sources: sources, color: isColored).render(notes))
        }
        guard notes.hasErrors else { return }
        if output.format == .json {
            let view = ValidationView(diagnostics: diagnostics, environmentCount: definitions.count)
            Console.result(view.json.text)
        }
        throw ExitStatus.error
    }
}

extension Forge.Partition {
    /// What differs in the partition of a region.
    init(_ partition: AWSClient.Partition) {
        let isChina = partition.id == "aws-cn"
        self.init(name: partition.id, ec2Principal: isChina ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com")
    }
}
