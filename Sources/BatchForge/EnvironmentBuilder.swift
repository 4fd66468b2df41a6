import ManifestLoading
import ResourceModel

/// Builds the resources of one forge environment from the file.
struct EnvironmentBuilder {
    let key: EnvironmentKey
    let names: PhysicalNames
    let partition: ResourceBuilder.Partition
    let definition: EnvironmentDefinition
    let configuration: ForgeConfiguration
    let hasPartsOfEveryForm: Bool

    /// Returns the resources with their tags, or those at some addresses.
    func resources(where isWanted: (Address) -> Bool = { _ in true }) -> [Resource] {
        untagged.filter { isWanted($0.address) }.map(tagged)
    }

    private var untagged: [Resource] {
        // Resources that are looked up come first: others are built on them.
        var resources = References(region: key.region, definition: definition).resources
        resources += [network, batchServiceLinkedRole]
        if configuration.provisioningModel == .spot { resources.append(spotServiceLinkedRole) }
        resources += [instanceRole, instanceProfile]
        if configuration.fargate || hasPartsOfEveryForm { resources += fargateRoles }
        if let logGroup { resources.append(logGroup) }
        resources += [elasticFileSystem, lustreFileSystem].compactMap { $0 }
        resources.append(launchTemplate)
        if let schedulingPolicy { resources.append(schedulingPolicy) }
        let built = queues.map { (queue: $0, environments: environments(behind: $0).map(computeEnvironment)) }
        resources += built.flatMap { $0.environments + [jobQueue($0.queue)] }
        resources.append(headJobDefinition)
        // What other forms of the environment would depend on does not matter.
        if !hasPartsOfEveryForm {
            let environments = built.flatMap(\.environments)
            resources += Surroundings(region: key.region, environments: environments).resources
            resources.append(prices(of: environments))
        }
        return resources
    }

    /// SPOT has a separate head environment, so that no Spot interruption ends a run's head job.
    var queues: [Part] {
        configuration.provisioningModel == .spot || hasPartsOfEveryForm ? [.head, .work] : [.work]
    }

    /// The compute environments of a queue, in the order in which Batch tries them
    /// [aws-rules: The order of compute environments].
    func environments(behind queue: Part) -> [Part] {
        let hasFallback = definition.settings.fallback != nil || hasPartsOfEveryForm
        return queue == .work && hasFallback ? [.work, .fallback] : [queue]
    }

    /// The compute environments of an environment.
    enum Part: String {
        /// The one in which the Nextflow head job runs.
        case head
        /// The one in which the tasks run; with On-Demand Instances the head job too.
        case work
        /// The one that takes the tasks for which there are no Spot Instances.
        case fallback
    }

    func address(_ kind: ResourceKind, _ part: String = "") -> Address { Address(key, kind, part) }

    /// The labels of the file: tags for every resource that can have tags.
    var labels: [String: String] {
        Dictionary(definition.labels.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    /// The labels, and the `Name` under which the EC2 console lists instances
    /// and volumes. A label of that key comes first.
    var instanceTags: [String: String] { labels.merging(["Name": names.base]) { label, _ in label } }

    /// Adds the tags: labels, owner, the resource itself, and the hash of the form.
    ///
    /// References are hashed as references, so that the hash follows the file and not AWS's values. A root device is
    /// hashed as the one that most images have, because the file names the image elsewhere.
    func tagged(_ resource: Resource) -> Resource {
        guard resource.management == .managed else { return resource }
        var resource = resource
        resource.tags = resource.tags.merging(labels) { _, label in label }.merging(wordsOnDeleting) { _, own in own }
            .merging([
                OwnershipTags.owner: key.owner,
                OwnershipTags.resource: OwnershipTags.resourceValue(resource.address.kind, resource.name),
                OwnershipTags.labels: OwnershipTags.labelsValue(labels.keys),
            ]) { _, own in own }
        if let parameter = imageParameter(of: resource) { resource.tags[OwnershipTags.image] = parameter }
        let properties = resource.properties.resolved { reference in
            reference.attribute == "rootDeviceName" ? .string(Self.usualRootDevice) : nil
        }
        resource.tags[OwnershipTags.form] = OwnershipTags.formValue(properties: properties, tags: resource.tags)
        if resource.address.kind == .role {
            resource.tags[OwnershipTags.policies] = PolicyRecord(of: resource.properties).text
        }
        return resource
    }

    /// The parameter of SSM whose AMI a compute environment takes; nil if it takes none from there.
    private func imageParameter(of resource: Resource) -> String? {
        guard resource.address.kind == .computeEnvironment else { return nil }
        return resource.properties.references.map(\.address).first { $0.kind == .imageParameter }?.part
    }

    /// The settings that `--prune` needs after the file has stopped naming the environment.
    private var wordsOnDeleting: [String: String] {
        let settings = definition.settings
        var words: [String: String] = [:]
        if settings.protect { words[OwnershipTags.protection] = "true" }
        if settings.onDelete == .retain { words[OwnershipTags.onDelete] = settings.onDelete.rawValue }
        if !settings.drain { words[OwnershipTags.drain] = "false" }
        return words
    }
}
