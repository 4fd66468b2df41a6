import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// FSx for Lustre file systems. They have no names: the token of the call that makes one is its environment's name, and the
/// tags contain the name and, once it is made, the id.
struct LustreFileSystemDriver: FileSystemDriver {
    let kind = ResourceKind.lustreFileSystem

    static let remedy =
        "look at it in the FSx console; if it holds nothing that you need, delete it there and run again"

    func hasListed(_ region: String, _ context: ReadContext) async throws -> Bool {
        try await context.listedLustreFileSystems(region) != nil
    }

    func observed(
        _ resources: [Resource], _ region: String, _ context: ReadContext
    ) async throws -> [ObservedResource] {
        let systems = try await context.lustreFileSystems(region)
        return try resources.compactMap { resource in
            try Self.only(systems.filter { $0.claimedName == resource.name }, resource)
                .map { Self.observed($0, at: resource) }
        }
    }

    /// Returns the one file system that claims a name. Of several, one that is not being deleted.
    private static func only(_ claimants: [FSx.FileSystem], _ resource: Resource) throws -> FSx.FileSystem? {
        let live = claimants.filter { !ResourceStatus(lustre: $0.lifecycle).isGoing }
        guard live.count > 1 else { return live.first ?? claimants.first }
        let ids = live.compactMap(\.fileSystemId).sorted().joined(separator: " and ")
        throw ReconciliationError(
            "the tags of \(ids) both say that they are the file system of '\(resource.address.environment?.owner ?? "")'",
            detail: "remove the tags 'reconcile:…' from the one that is not", address: resource.address)
    }

    private static func observed(_ system: FSx.FileSystem, at resource: Resource) -> ObservedResource {
        var properties: [String: Value] = ["subnetIds": .strings((system.subnetIds ?? []).sorted())]
        properties["storageCapacity"] = system.storageCapacity.map { .integer($0) }
        properties["deploymentType"] = system.lustreConfiguration?.deploymentType.map { .string($0) }
        properties["vpcId"] = system.vpcId.map { .string($0) }
        let tags = tagValues(system.tags)
        // A run may have died before it wrote the id into the tags.
        let isMarked = tags[OwnershipTags.id] != nil
        let status = ResourceStatus(lustre: system.lifecycle)
        return ObservedResource(
            resource.address, name: resource.name, properties: .map(properties), tags: tags,
            attributes: attributes(resource.name, system),
            status: status == .valid && !isMarked ? .creating : status, statusReason: system.failure)
    }

    private static func attributes(_ name: String, _ system: FSx.FileSystem) -> [String: Value] {
        var attributes: [String: Value] = ["name": .string(name), "id": .string(system.fileSystemId ?? "")]
        attributes["arn"] = system.resourceARN.map { .string($0) }
        attributes["dnsName"] = system.dnsName.map { .string($0) }
        attributes["mountName"] = system.lustreConfiguration?.mountName.map { .string($0) }
        return attributes
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let made = try await context.createIdempotently {
            try await caller.call(Self.creation(of: resource)).fileSystem
        } readBack: {
            try await FSx.allFileSystems(caller).first { system in
                system.claimedName == resource.name && !ResourceStatus(lustre: system.lifecycle).isGoing
            }
        } unclear: { error in
            // The token was used with other parameters, such as other labels.
            mayHaveHappened(error) || (error as? ServiceError)?.code == "IncompatibleParameterError"
        }
        guard let made else { throw ReconciliationError.other(resource) }
        // A repeated token answers with the file system that it made, also if its tags were changed since.
        try ReconciliationError.assure(tagValues(made.tags), areOf: resource)
        return try await settle(made, resource, with: context)
    }

    private static func creation(of resource: Resource) -> FSx.CreateFileSystem {
        let properties = resource.properties
        return FSx.CreateFileSystem(
            clientRequestToken: resource.name, fileSystemType: "LUSTRE",
            subnetIds: properties["subnetIds"]?.strings ?? [],
            fileSystemTypeVersion: properties["fileSystemTypeVersion"]?.string,
            storageCapacity: properties["storageCapacity"]?.integer,
            securityGroupIds: properties["securityGroupIds"]?.strings, tags: fsxTags(resource.tags),
            lustreConfiguration: FSx.CreateFileSystemLustreConfiguration(
                deploymentType: properties["deploymentType"]?.string))
    }

    /// Writes the id into the tags, and waits until the file system can be mounted.
    private func settle(
        _ system: FSx.FileSystem, _ resource: Resource, with context: StepContext
    ) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let id = system.fileSystemId ?? ""
        if tagValues(system.tags)[OwnershipTags.id] == nil, let arn = system.resourceARN {
            _ = try await caller.call(
                FSx.TagResource(resourceARN: arn, tags: [FSx.Tag(key: OwnershipTags.id, value: id)]))
        }
        let size = resource.properties["storageCapacity"]?.integer
        let record = try await context.waitUntilAvailable(resource.address, resource.name, remedy: Self.remedy) {
            $0.lustreFileSystem?.storageCapacity == size || size == nil
        }
        return Self.attributes(resource.name, record?.lustreFileSystem ?? system)
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        let held = planned.observed?.attributes ?? [:]
        let id = held["id"]?.string ?? ""
        var attributes = held
        if !TagChanges.isAll(of: planned) {
            if planned.changes.contains(where: { $0.path == "storageCapacity" }) {
                try await grow(id, resource, with: context)
            }
            guard let system = try await FSx.fileSystem(id: id, caller) else {
                throw ReconciliationError(
                    "\(kind.rawValue) '\(id)' does not exist any more", detail: "run again", address: resource.address)
            }
            attributes = try await settle(system, resource, with: context)
        }
        let tagChanges = TagChanges(planned)
        let arn = held["arn"]?.string ?? ""
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(FSx.TagResource(resourceARN: arn, tags: fsxTags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(FSx.UntagResource(resourceARN: arn, tagKeys: tagChanges.removed))
        }
        return attributes
    }

    /// Makes it larger. The token is the same for the same size, so a repeated call begins nothing new.
    private func grow(_ id: String, _ resource: Resource, with context: StepContext) async throws {
        guard let size = resource.properties["storageCapacity"]?.integer else { return }
        try await context.waitUntilAvailable(resource.address, resource.name, remedy: Self.remedy)
        _ = try await context.caller(resource.address).call(
            FSx.UpdateFileSystem(
                fileSystemId: id, clientRequestToken: "\(id)-\(size)", storageCapacity: size))
    }
}

/// Tags as FSx takes them, sorted by key.
func fsxTags(_ tags: [String: String]) -> [FSx.Tag] {
    tags.sorted { $0.key < $1.key }.map { FSx.Tag(key: $0.key, value: $0.value) }
}

/// Tags as a dictionary.
func tagValues(_ tags: [FSx.Tag]?) -> [String: String] {
    Dictionary((tags ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
}
