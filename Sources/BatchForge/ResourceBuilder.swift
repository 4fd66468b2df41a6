public import ManifestLoading
public import ResourceModel

/// Turns environments of the file into the resources that they want in AWS.
/// Pure: the same file gives the same resources.
public struct ResourceBuilder: Sendable {
    /// The beginning of every name.
    public var namePrefix: String
    /// The values that differ between AWS's partitions.
    public var partition: @Sendable (_ region: String) -> Partition

    /// The values that differ between AWS's partitions.
    public struct Partition: Sendable, Hashable {
        /// The part of an ARN after `arn:`, such as `aws-cn`.
        public var name: String
        /// The service principal of EC2, such as `ec2.amazonaws.com`.
        var ec2Principal: String { ServicePrincipal.name(of: "ec2", in: name) }

        /// Makes a partition.
        public init(name: String) { self.name = name }
    }

    /// Makes a forge.
    public init(namePrefix: String = "TowerForge", partition: @escaping @Sendable (_ region: String) -> Partition) {
        self.namePrefix = namePrefix
        self.partition = partition
    }

    /// Returns every resource that an environment wants, in the order in which people read them.
    public func resources(for definition: EnvironmentDefinition, in region: String) -> [Resource] {
        resources(for: definition, in: region, ofEveryForm: false) { _ in true }
    }

    /// Returns the resources that only another form of the environment would want, such as the head environment of one
    /// that was on Spot before. With them the resources that an edit of the file left behind are found.
    ///
    /// - Parameter wanted: the resources that the environment wants.
    public func retiredResources(
        for definition: EnvironmentDefinition, in region: String, besides wanted: [Resource]
    ) -> [Resource] {
        let wanted = Set(wanted.map(\.address))
        return resources(for: definition, in: region, ofEveryForm: true) { !wanted.contains($0) }
    }

    /// Returns the job definition that `apply --verify` makes for a while, for a job on the work queue; nil if such a job
    /// takes the definition of the head job.
    public func verification(for definition: EnvironmentDefinition, in region: String) -> Resource? {
        guard case .forge(let configuration) = definition.configuration else { return nil }
        let builder = self.builder(of: definition, configuration, in: region, ofEveryForm: false)
        return builder.tasksNeedOtherDefinition ? builder.tagged(builder.verification) : nil
    }

    private func builder(
        of definition: EnvironmentDefinition, _ configuration: ForgeConfiguration, in region: String, ofEveryForm: Bool
    ) -> EnvironmentBuilder {
        let key = EnvironmentKey(region: region, workspace: definition.workspace, name: definition.name)
        return EnvironmentBuilder(
            key: key, names: PhysicalNames(key, prefix: namePrefix), partition: partition(region),
            definition: definition, configuration: configuration, hasPartsOfEveryForm: ofEveryForm)
    }

    private func resources(
        for definition: EnvironmentDefinition, in region: String, ofEveryForm: Bool,
        where isWanted: (Address) -> Bool
    ) -> [Resource] {
        switch definition.configuration {
        case .forge(let configuration):
            return builder(of: definition, configuration, in: region, ofEveryForm: ofEveryForm)
                .resources(where: isWanted)
        case .manual(let configuration):
            let key = EnvironmentKey(region: region, workspace: definition.workspace, name: definition.name)
            let queues = [
                externalQueue(key, "head", name(of: configuration.headQueue)),
                externalQueue(key, "work", name(of: configuration.computeQueue)),
            ]
            return (queues + References(region: region, definition: definition).resources)
                .filter { isWanted($0.address) }
        }
    }

    /// Returns the name or ARN of a queue. The names of queues that reconcile makes are known before they exist.
    public func name(of queue: QueueName) -> String {
        switch queue {
        case .given(let name): return name
        case .ofEnvironment(let reference):
            let key = EnvironmentKey(
                region: reference.region ?? "", workspace: reference.workspace, name: reference.environment)
            return PhysicalNames(key, prefix: namePrefix).part(reference.queue.rawValue)
        }
    }

    private func externalQueue(_ key: EnvironmentKey, _ part: String, _ name: String) -> Resource {
        Resource(
            Address(key, .externalJobQueue, part), name: name,
            properties: .map(["state": .string("ENABLED"), "status": .string("VALID")]), management: .external)
    }
}
