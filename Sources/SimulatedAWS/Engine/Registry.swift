import AWSOperations

/// Which function answers which operation. Each kind of resource registers its own.
struct Registry: Sendable {
    /// The answer to one type of operation.
    struct Handler<O: Operation>: Sendable {
        let answer: @Sendable (O, inout AccountState, Call) throws -> O.Output
    }

    private var handlers: [ObjectIdentifier: any Sendable] = [:]

    mutating func on<O: Operation>(
        _ operation: O.Type, _ answer: @escaping @Sendable (O, inout AccountState, Call) throws -> O.Output
    ) {
        handlers[ObjectIdentifier(operation)] = Handler<O>(answer: answer)
    }

    func handler<O: Operation>(for operation: O.Type) -> Handler<O>? {
        handlers[ObjectIdentifier(operation)] as? Handler<O>
    }

    /// Everything that the account can answer.
    static let everything: Registry = {
        var registry = Registry()
        registry.registerComputeEnvironments()
        registry.registerJobQueues()
        registry.registerJobs()
        registry.registerSubmittedJobs()
        registry.registerJobDefinitions()
        registry.registerBatchTags()
        registry.registerNetwork()
        registry.registerConnectivity()
        registry.registerImages()
        registry.registerParameters()
        registry.registerElasticFileSystems()
        registry.registerMountTargets()
        registry.registerLustreFileSystems()
        registry.registerKeys()
        registry.registerSchedulingPolicies()
        registry.registerBuckets()
        registry.registerInstanceTypes()
        registry.registerPrices()
        registry.registerLaunchTemplates()
        registry.registerEC2Tags()
        registry.registerRoles()
        registry.registerRolePolicies()
        registry.registerPolicies()
        registry.registerInstanceProfiles()
        registry.registerAccountDetails()
        registry.registerServiceLinkedRoles()
        registry.registerSimulation()
        registry.registerClusters()
        registry.registerLogGroups()
        registry.registerLogEvents()
        registry.registerTaggedResources()
        registry.registerSecurityTokens()
        registry.registerObjects()
        registry.registerTrail()
        return registry
    }()
}
