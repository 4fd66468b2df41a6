import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import Signing

/// EC2 launch templates: a change makes a new version, and compute environments name versions by number.
struct LaunchTemplateDriver: ResourceDriver {
    let kind = ResourceKind.launchTemplate

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let regions = resources.grouped { $0.address.region }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, resources in
            try await observe(resources, with: context.caller(region), context.access.clock)
        }
        return found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    private func observe(
        _ resources: [Resource], with caller: any Caller, _ clock: any RunClock
    ) async throws -> [Address: [ObservedResource]] {
        async let named = templates(named: resources.map(\.name), with: caller)
        async let walked = latestVersions(of: resources.map(\.name), with: caller)
        let templates = try await named
        let versions = try await completed(walked, for: templates, with: caller)
        let now = Timestamp.text(await clock.now())
        let byName = Dictionary(templates.map { ($0.launchTemplateName, $0) }) { first, _ in first }
        var observed: [Address: [ObservedResource]] = [:]
        for resource in resources {
            guard let template = byName[resource.name],
                let id = template.launchTemplateId
            else { continue }
            // EC2 shows a version later than its template for a moment. The
            // template's tags contain the hash of its form.
            let isOfThisForm = tagValues(template.tags)[OwnershipTags.form] == resource.tags[OwnershipTags.form]
            let latest = template.latestVersionNumber ?? 0
            let version = versions[id].flatMap { isOfThisForm && $0.versionNumber ?? latest < latest ? nil : $0 }
            let unseen = isOfThisForm ? resource.properties["launchTemplateData"] : nil
            // A version that does not show yet is young.
            let created = version == nil && isOfThisForm ? now : version?.createTime
            let data = version.map { LaunchTemplateData.value(of: $0.launchTemplateData) } ?? unseen
            observed[resource.address] = [
                ObservedResource(
                    resource.address, name: resource.name,
                    properties: .map(["launchTemplateData": data ?? LaunchTemplateData.value(of: nil)]),
                    tags: tagValues(template.tags),
                    attributes: attributes(
                        resource.name, id, version: version?.versionNumber ?? template.latestVersionNumber ?? 1,
                        created: created))
            ]
        }
        return observed
    }

    /// Uses a filter and not a list of names: EC2 refuses all names if one is missing.
    private func templates(named names: [String], with caller: any Caller) async throws -> [EC2.LaunchTemplate] {
        let chunks = stride(from: 0, to: names.count, by: Self.valuesPerFilter).map {
            Array(names.dropFirst($0).prefix(Self.valuesPerFilter))
        }
        return try await concurrently(chunks) { names in
            try await everyPage(of: EC2.DescribeLaunchTemplates.self) { token in
                let filter = EC2.Filter(name: "launch-template-name", values: names)
                let answer = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter], nextToken: token))
                return (answer.launchTemplates ?? [], answer.nextToken)
            }
        }.flatMap { $0 }
    }

    /// Returns the latest versions, without waiting for the templates. From ``bulkThreshold`` names on, it walks once over
    /// the region's latest versions. Fewer are read by name. None are returned if EC2 refuses the walk.
    private func latestVersions(
        of names: [String], with caller: any Caller
    ) async throws -> [EC2.LaunchTemplateVersion] {
        guard names.count >= Self.bulkThreshold else {
            return try await concurrently(names) { name in
                try await latestVersions(
                    EC2.DescribeLaunchTemplateVersions(launchTemplateName: name, versions: ["$Latest"]),
                    of: .launchTemplate(id: nil, name: name), with: caller)
            }.flatMap { $0 }
        }
        do {
            return try await everyPage(of: EC2.DescribeLaunchTemplateVersions.self) { token in
                let answer = try await caller.call(
                    EC2.DescribeLaunchTemplateVersions(versions: ["$Latest"], nextToken: token, maxResults: 200))
                return (answer.launchTemplateVersions ?? [], answer.nextToken)
            }
        } catch let error as ServiceError where error.isRefusal {
            return []
        }
    }

    /// Returns the versions by the ids of their templates. Those are read again that were not read yet, or that their
    /// template says are not the latest: it was read at the same time.
    private func completed(
        _ read: [EC2.LaunchTemplateVersion], for templates: [EC2.LaunchTemplate], with caller: any Caller
    ) async throws -> [String: EC2.LaunchTemplateVersion] {
        let shown = Dictionary(read.map { ($0.launchTemplateId, $0.versionNumber ?? 0) }) { first, _ in first }
        let open = templates.filter { (shown[$0.launchTemplateId] ?? 0) < $0.latestVersionNumber ?? 1 }
        let more = try await concurrently(open) { template in
            try await latestVersions(
                EC2.DescribeLaunchTemplateVersions(
                    launchTemplateId: template.launchTemplateId, versions: ["$Latest"]),
                of: .launchTemplate(id: template.launchTemplateId), with: caller)
        }.flatMap { $0 }
        return Dictionary((read + more).map { ($0.launchTemplateId ?? "", $0) }) { one, other in
            one.versionNumber ?? 0 < other.versionNumber ?? 0 ? other : one
        }
    }

    /// A template that does not exist shows no versions.
    private func latestVersions(
        _ call: EC2.DescribeLaunchTemplateVersions, of template: Subject, with caller: any Caller
    ) async throws -> [EC2.LaunchTemplateVersion] {
        try await orNil(template) { try await caller.call(call) }?.launchTemplateVersions ?? []
    }

    private static let valuesPerFilter = 200
    private static let bulkThreshold = 4

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let data = LaunchTemplateData.request(resource.properties)
        // No client token: the name makes the call idempotent, and a token of
        // the same content would return a deleted one.
        return try await context.createIdempotently {
            let answer = try await caller.call(
                EC2.CreateLaunchTemplate(
                    launchTemplateName: resource.name, launchTemplateData: data,
                    tagSpecifications: [
                        EC2.TagSpecification(resourceType: "launch-template", tags: ec2Tags(resource.tags))
                    ]))
            return attributes(resource.name, answer.launchTemplate?.launchTemplateId, version: 1)
        } readBack: {
            guard let existing = try await templates(named: [resource.name], with: caller).first else { return nil }
            try ReconciliationError.assure(tagValues(existing.tags), areOf: resource)
            let latest = existing.latestVersionNumber ?? 1
            if tagValues(existing.tags)[OwnershipTags.form] == resource.tags[OwnershipTags.form] {
                return attributes(resource.name, existing.launchTemplateId, version: latest)
            }
            return try await newVersion(resource, of: existing.launchTemplateId, after: latest, with: caller)
        }
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        var attributes = planned.observed?.attributes ?? [:]
        let id = attributes["id"]?.string ?? ""
        if !TagChanges.isAll(of: planned) {
            let latest = attributes["version"]?.string.flatMap(Int.init) ?? 1
            attributes = try await newVersion(resource, of: id, after: latest, with: caller)
            context.made.note(resource.address, attributes)
        }
        let tagChanges = TagChanges(planned)
        if !tagChanges.set.isEmpty {
            _ = try await caller.call(EC2.CreateTags(resources: [id], tags: ec2Tags(tagChanges.set)))
        }
        if !tagChanges.removed.isEmpty {
            _ = try await caller.call(
                EC2.DeleteTags(resources: [id], tags: tagChanges.removed.map { EC2.Tag(key: $0) }))
        }
        return attributes
    }

    private func newVersion(
        _ resource: Resource, of id: String?, after latest: Int, with caller: any Caller
    ) async throws -> [String: Value] {
        let answer = try await caller.call(
            EC2.CreateLaunchTemplateVersion(
                launchTemplateData: LaunchTemplateData.request(resource.properties),
                clientToken: token(resource, of: id, after: latest), launchTemplateId: id))
        return attributes(resource.name, id, version: answer.launchTemplateVersion?.versionNumber ?? 1)
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let id = observed.attributes["id"]?.string
        try await context.waitUntilUnused(observed) { user in
            let used = user.computeResources?.launchTemplate
            return used?.launchTemplateId == id && id != nil || used?.launchTemplateName == observed.name
        }
        try await ignoringAbsence(of: .launchTemplate(id: id, name: observed.name)) {
            try await context.caller(observed.address).call(EC2.DeleteLaunchTemplate(launchTemplateId: id))
        }
    }

    private func attributes(
        _ name: String, _ id: String?, version: Int, created: String? = nil
    ) -> [String: Value] {
        var attributes: [String: Value] = [
            "id": .string(id ?? ""), "name": .string(name), "version": .string(String(version)),
        ]
        attributes["created"] = created.map { .string($0) }
        return attributes
    }

    /// Returns a token: the same content that is sent twice after the same version creates one version. EC2 answers a
    /// repeated token with the first result, and refuses a token that it has seen with another template.
    private func token(_ resource: Resource, of id: String?, after version: Int) -> String {
        let content =
            "\(id ?? "") \(version) \(resource.name) \(resource.properties.json) \(Value.strings(resource.tags).json)"
        return String(SHA256.hexDigest(of: content).prefix(32))
    }
}
