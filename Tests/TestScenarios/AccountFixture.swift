package import AWSOperations
import BatchForge
import Diagnostics
import Kinds
package import ManifestLoading
package import Planning
package import Reconciliation
import ResourceModel
package import SimulatedAWS

/// A user's afternoon against a simulated account: environments of a file, planned, applied, destroyed.
package struct AccountFixture {
    package let account: SimulatedAccount
    package let access: AWSAccess
    let forge = ResourceBuilder { _ in ResourceBuilder.Partition(name: "aws") }

    package static let region = "eu-west-1"

    /// - Parameters:
    ///   - maximumAttempts: the most times that a call is sent, outside of the steps of a plan.
    ///   - wrap: wraps the caller between the program and the account.
    package init(
        _ account: SimulatedAccount = SimulatedAccount(), maximumAttempts: Int = 1,
        through wrap: @escaping @Sendable (any Caller) -> any Caller = { $0 }
    ) {
        self.account = account
        access = AWSAccess(globalRegion: Self.region, clock: account.clock, maximumAttempts: maximumAttempts) {
            wrap(account.caller(region: $0))
        }
    }

    package static func environment(
        _ name: String, _ change: (inout ForgeConfiguration) -> Void = { _ in },
        settings: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        var configuration = ForgeConfiguration(maxCPUs: 1000)
        configuration.wave = true
        configuration.fusionV2 = true
        configuration.fastStorage = true
        configuration.instanceTypes = ["c6id", "m6id", "r6id"]
        configuration.allowedBuckets = ["reads", "results"]
        change(&configuration)
        let place = SourcePosition(line: 1, column: 1)
        var definition = EnvironmentDefinition(
            name: name, workspace: "acme/research", region: region, workDirectory: "s3://work/scratch",
            labels: [.init("storage", "fusionv2"), .init("project", "benchmarking")], waitsForAvailable: true,
            configuration: .forge(configuration), range: SourceRange(filename: "envs.yml", start: place, end: place))
        settings(&definition)
        return definition
    }

    package func requests(_ definitions: [EnvironmentDefinition]) -> [EnvironmentRequest] {
        definitions.map { definition in
            var policy = EnvironmentRequest.Policy()
            policy.waitsForAvailable = definition.waitsForAvailable
            policy.allowsReplacement = definition.onExists == .overwrite
            policy.leavesExisting = definition.onExists == .ignore
            policy.isProtected = definition.settings.protect
            policy.retainsOnDelete = definition.settings.onDelete == .retain
            policy.drains = definition.settings.drain
            policy.waitTimeoutSeconds = definition.settings.waitTimeoutSeconds ?? policy.waitTimeoutSeconds
            if definition.settings.updateStrategy == .inPlace { policy.updateStrategy = .inPlace }
            let resources = forge.resources(for: definition, in: Self.region)
            return EnvironmentRequest(
                key: EnvironmentKey(
                    region: Self.region, workspace: definition.workspace, name: definition.name),
                resources: resources,
                retired: forge.retiredResources(for: definition, in: Self.region, besides: resources), policy: policy)
        }
    }

    /// The plan of a command, made through a door that lets nothing be changed.
    package func plan(_ command: Scenario.Command) async throws -> Plan {
        var intent = PlanRequest(command.goal, requests(command.file))
        intent.refreshes = command.refreshes
        let observer = StateReader(access.wrapped { ReadOnlyCaller($0) })
        let identity = try await observer.identity()
        let discovery =
            command.prunes ? try await observer.discover(in: [Self.region], namePrefix: forge.namePrefix) : nil
        if let discovery {
            intent.prune(discovery.claims, namePrefix: forge.namePrefix, kinds: Kinds.catalog) { forge.remains(of: $0) }
        }
        var reads = discovery?.reads
        if command.goal == .destroy {
            let remains = try await observer.remains(of: intent.environments) { [forge] in
                PhysicalNames($0, prefix: forge.namePrefix).base
            }
            intent.retire(remains.found)
            reads = remains.reads
        }
        let found = try await observer.observe(
            intent.resources, accountID: identity.accountID, principal: identity.principal, after: reads)
        return try await observer.lookingIntoQueues(found, for: intent).plan
    }

    package func run(
        _ command: Scenario.Command, interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (ApplyEvent) async -> Void = { _ in }
    ) async throws -> ApplyOutcome {
        await Applier(access, observe: observe).apply(try await plan(command), interruption: interruption)
    }

    package func plan(_ definitions: [EnvironmentDefinition]) async throws -> Plan {
        try await plan(.apply(definitions))
    }

    package func apply(
        _ definitions: [EnvironmentDefinition], interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (ApplyEvent) async -> Void = { _ in }
    ) async throws -> ApplyOutcome {
        try await run(.apply(definitions), interruption: interruption, observe: observe)
    }

    package func destructionPlan(_ definitions: [EnvironmentDefinition]) async throws -> Plan {
        try await plan(.destroy(definitions))
    }

    package func destroy(_ definitions: [EnvironmentDefinition]) async throws -> ApplyOutcome {
        try await run(.destroy(definitions))
    }

    /// The calls since `index`, mutating ones only if asked for.
    package func calls(since index: Int = 0, mutating: Bool = false) async -> [String] {
        await account.log.dropFirst(index).filter { !mutating || $0.isMutating }.map(\.operation)
    }
}
