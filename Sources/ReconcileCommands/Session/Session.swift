import AWSClient
import ArgumentParser
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// One command at work on one account: what the files want, and what AWS holds.
struct Session {
    let account: Account
    let intent: PlanRequest
    let definitions: [EnvironmentDefinition]
    let places: [EnvironmentPlace]
    let observation: Observation
    /// Which things of others were looked up.
    let lookup: PlanRequest.Lookup
    /// The diagnostics from the files and the account.
    let diagnostics: [Diagnostic]
    let sources: Sources

    /// Reads the files and AWS; if either has errors, prints the reasons and ends the program.
    ///
    /// - Parameters:
    ///   - isReadOnly: true if nothing may be changed, also after an error.
    ///   - isBuilding: true if the files may ask only for what this version can build.
    ///   - lookup: the things of others that the command needs; if it needs all, they must also be right.
    ///   - refreshes: the choices that are made again, of those that files leave open.
    ///   - lock: the lock that is taken as soon as the account is known to be the right one.
    static func open(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputOptions, process: ProcessEnvironment,
        goal: PlanRequest.Goal, isReadOnly: Bool, isBuilding: Bool = false, prunes: PruneScope? = nil,
        lookup: PlanRequest.Lookup, refreshes: Set<PlanRequest.Refresh> = [],
        onExists: EnvironmentDefinition.OnExists? = nil, waitTimeout: Int = 1800, lock: Lock? = nil
    ) async throws -> Session {
        let opening = AccountResolver(options: options, process: process)
        let loading = InputLoader(
            input: input, format: output.format, color: output.color, process: process,
            defaultRegion: try opening.defaultRegion(),
            onExists: onExists, namePrefix: options.namePrefix.text)
        let manifest = try loading.loadOrExit(isBuilding: isBuilding)
        if prunes != nil, manifest.environments.isEmpty { throw CommandError(emptyInput: input.files) }
        guard manifest.environments.count <= mostEnvironments else {
            throw CommandError(tooMany: manifest.environments.count)
        }
        var (account, notes) = try opening.open(for: manifest.environments.map(EnvironmentPlace.init))
        if isReadOnly { account = account.readOnly }
        let forge = ResourceBuilder(namePrefix: options.namePrefix.text) {
            ResourceBuilder.Partition(AWSClient.Partition.partition(ofRegion: $0))
        }
        let requests = manifest.environments.map { EnvironmentRequest($0, forge: forge, waitTimeout: waitTimeout) }
        var intent = PlanRequest(goal, requests)
        intent.refreshes = refreshes
        if lookup == .everything { await account.provideReferences(requests) }
        let observer = StateReader(account.access)
        let identity = try await observer.identity()
        try guardAccount(identity.accountID, options, requests)
        try await lock?.take(on: account, principal: identity.principal, process: process)
        let discovery =
            prunes != nil
            ? try await observer.discover(in: Set(requests.map(\.key.region)), namePrefix: forge.namePrefix) : nil
        if let discovery {
            let excluded = intent.prune(
                discovery.claims, scope: prunes ?? .workspaces, namePrefix: forge.namePrefix, kinds: Kinds.catalog
            ) { forge.remains(of: $0) }
            notes += excluded.diagnostics
            notes += discovery.notes.map { Diagnostic(.note, "not-read", $0) }
        }
        var reads = discovery?.reads
        if goal == .destroy {
            let remains = try await observer.remains(of: requests) { PhysicalNames($0, prefix: forge.namePrefix).base }
            intent.retire(remains.found)
            notes += remains.notes.map { Diagnostic(.note, "not-read", $0) }
            reads = remains.reads
        }
        let found = try await observer.observe(
            intent.resources(lookingUp: lookup, Kinds.catalog), accountID: identity.accountID,
            principal: identity.principal,
            after: reads)
        let observation = try await observer.lookingIntoQueues(found, for: intent)
        notes += observation.notes.map { Diagnostic(.note, "not-read", $0) }
        notes += try await InstanceTypeCheck(access: account.access).diagnostics(manifest.environments)
        if lookup == .everything {
            let plan = Planner(observation, Kinds.catalog).plan(intent)
            notes += ReferenceCheck(intent: intent, observation: observation, plan: plan)
                .diagnostics(manifest.environments)
        }
        notes += UnmanagedPolicyNotes(observation: observation, isDestruction: goal == .destroy)
            .diagnostics(intent.environments)
        // What is pruned goes, whatever the goal.
        notes += UnmanagedPolicyNotes(observation: observation, isDestruction: true).diagnostics(intent.pruned)
        let session = Session(
            account: account, intent: intent, definitions: manifest.environments,
            places: manifest.environments.map(EnvironmentPlace.init), observation: observation, lookup: lookup,
            diagnostics: manifest.diagnostics + notes, sources: manifest.sources)
        try session.report(notes, output, process)
        return session
    }

    /// Environments that a run plans for: more than all regions of an account can hold.
    static let mostEnvironments = 2000

    /// The places of the fields in the files.
    var origins: FieldOrigins { FieldOrigins(places) }

    /// The plan that brings about what is intended.
    var plan: Plan { Planner(observation, Kinds.catalog).plan(intent) }

    /// The reads that the plan's steps need and AWS denies, for a command that does not carry the plan out.
    func deniedReads(of plan: Plan) async -> [Diagnostic] {
        do {
            try await Preflight(account.access).check(plan)
            return []
        } catch {
            let failure = StepFailure(explaining: error)
            return [
                Diagnostic(
                    .warning, "denied-read", "apply would end before its first write: \(failure.fullSummary)",
                    detail: failure.detail)
            ]
        }
    }

    /// The account is checked before anything else is read in it.
    static func guardAccount(
        _ accountID: String, _ options: AWSOptions, _ requests: [EnvironmentRequest]
    ) throws {
        let wanted = ([options.accountID?.text] + requests.map(\.policy.accountID)).compactMap { $0 }
        guard let other = wanted.first(where: { $0 != accountID }) else { return }
        throw CommandError(
            "the credentials lead to account \(accountID), and only \(other) may be touched",
            detail: "use credentials of \(other), or change --account-id or 'account-id' in the file",
            kind: "wrong-account", status: ExitStatus.refused)
    }

    func report(_ notes: [Diagnostic], _ output: OutputOptions, _ process: ProcessEnvironment) throws {
        if output.format == .text, !notes.isEmpty {
            let isColored = process.colors(output.color, terminal: process.errorIsTerminal)
            Console.rawMessage(TextRenderer(sources: sources, color: isColored).render(notes))
        }
        guard notes.hasErrors else { return }
        if output.format == .json {
            let view = ValidationView(diagnostics: diagnostics, environmentCount: definitions.count)
            Console.result(json: view.json.text)
        }
        throw ExitStatus.error
    }
}

extension CommandError {
    /// Files without any environment would have everything deleted that is ours: more likely they are the wrong files.
    fileprivate init(emptyInput files: [String]) {
        self.init(
            "--prune with no environment in \(files.joined(separator: ", ")) would delete all that is ours",
            detail: "check the files; to delete environments, run 'reconcile destroy' with the files that name them",
            kind: "empty-input", status: ExitStatus.refused)
    }
}

extension CommandError {
    /// Nothing is read of AWS for files that cannot be carried out.
    fileprivate init(tooMany count: Int) {
        self.init(
            "\(count) environments are more than the \(Session.mostEnvironments) that a run plans for",
            detail:
                "AWS Batch allows 50 compute environments in a region; give the files in parts, or choose with --target",
            kind: "quota-exceeded", status: ExitStatus.refused)
    }
}

extension ResourceBuilder.Partition {
    /// Makes the values that differ in the partition of a region.
    init(_ partition: AWSClient.Partition) {
        let isChina = partition.id == "aws-cn"
        self.init(name: partition.id, ec2Principal: isChina ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com")
    }
}
