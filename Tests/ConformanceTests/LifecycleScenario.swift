import Testing

/// The life of one kind of resource from creation to deletion, with the conditions that must hold on the way.
struct LifecycleScenario: Sendable, CustomTestStringConvertible {
    let name: String
    let run: @Sendable (ScenarioRunner) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (ScenarioRunner) async throws -> Void) {
        self.name = name
        self.run = run
    }

    var testDescription: String { name }

    static let all: [LifecycleScenario] = [
        network, instanceTypes, callerIdentity, launchTemplate, logGroup, role, instanceProfile, serviceLinkedRole,
        accountDetails, managedPolicy, refusedPolicies, simulation,
        computeEnvironment, fargateEnvironment, absentFields, infrastructureUpdate, creationRefusals,
        invalidEnvironment, jobQueue, schedulingPolicy, jobDefinition, refusedDefinitions, elasticFileSystem,
        lustreFileSystem, queueRefusals, deletionOrder, pages, object, imageParameters, prices,
    ]
}
