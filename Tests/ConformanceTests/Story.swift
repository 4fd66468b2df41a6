import Testing

/// The life of one kind of resource from creation to deletion, with the conditions that must hold on the way.
struct Story: Sendable, CustomTestStringConvertible {
    let name: String
    let tell: @Sendable (Teller) async throws -> Void

    init(_ name: String, _ tell: @escaping @Sendable (Teller) async throws -> Void) {
        self.name = name
        self.tell = tell
    }

    var testDescription: String { name }

    static let all: [Story] = [
        network, instanceTypes, callerIdentity, launchTemplate, logGroup, role, instanceProfile, serviceLinkedRole,
        accountDetails, managedPolicy, refusedPolicies,
        computeEnvironment, fargateEnvironment, absentFields, infrastructureUpdate, creationRefusals,
        invalidEnvironment, jobQueue, queueRefusals, deletionOrder, pages, object,
    ]
}
