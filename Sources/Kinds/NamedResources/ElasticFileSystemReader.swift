import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads EFS file systems that files name, with their mount targets.
struct ElasticFileSystemReader: ReferenceReader {
    let kind = ResourceKind.namedElasticFileSystem

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        async let targets = targets(resources, region, caller)
        // EFS accepts one id or none. If the id is missing, the answer contains only that.
        let systems = try await findings.answer(on: kind, in: region) { try await EFS.allFileSystems(caller) }
        let (targetsOfSystem, unread) = try await targets
        // Without the mount targets it is still known which file systems exist.
        findings.unread += unread.map { one in
            var one = one
            one.names = []
            return one
        }
        let groups = try await self.groups(of: targetsOfSystem, region, caller)
        findings.unread += groups.unread
        for resource in resources {
            guard let system = systems?.first(where: { $0.fileSystemId == resource.name }) else { continue }
            var properties: [String: Value] = [:]
            if let targets = targetsOfSystem[resource.name] {
                properties["mountTargets"] = .list(
                    targets.filter(\.isLive).map { target in
                        .map([
                            "vpc": .string(target.vpcId ?? ""), "zone": .string(target.availabilityZoneName ?? ""),
                        ])
                    })
            }
            properties["securityGroupIds"] = groups.found[resource.name].map { .strings($0.sorted()) }
            findings.resources[resource.address] = [
                ObservedResource(
                    resource.address, name: resource.name, properties: .map(properties),
                    status: system.lifeCycleState.map { ResourceStatus(rawValue: $0) })
            ]
        }
        return findings
    }

    /// Returns the security groups that every mount target of a file system has.
    private func groups(
        of targets: [String: [EFS.MountTargetDescription]], _ region: String, _ caller: any Caller
    ) async throws -> (found: [String: Set<String>], unread: [UnreadReference]) {
        let pairs = targets.flatMap { system, targets in
            targets.filter(\.isLive).map { (system, $0.mountTargetId ?? "") }
        }
        .sorted { $0 < $1 }
        let read = try await concurrently(pairs) { system, target in
            var findings = ReferenceFindings()
            let groups = try await findings.answer(on: kind, in: region) {
                try await EFS.securityGroups(of: target, caller)
            }
            return (system, groups ?? nil, findings.unread)
        }
        var found: [String: Set<String>] = [:]
        for case (let system, let groups?, _) in read {
            found[system] = found[system]?.intersection(groups) ?? Set(groups)
        }
        let unread = read.first { !$0.2.isEmpty }?.2 ?? []
        // Without the groups it is still known which file systems exist.
        return (
            found,
            unread.map { one in
                var one = one
                one.names = []
                return one
            }
        )
    }

    /// Returns the mount targets by file system; none for a missing one.
    private func targets(
        _ resources: [Resource], _ region: String, _ caller: any Caller
    ) async throws -> ([String: [EFS.MountTargetDescription]], [UnreadReference]) {
        let ids = Set(resources.map(\.name)).sorted()
        let read = try await concurrently(ids) { id in
            var findings = ReferenceFindings()
            let targets = try await findings.answer(on: kind, in: region) {
                try await EFS.mountTargets(of: id, caller)
            }
            return (id, targets, findings.unread)
        }
        let found = read.compactMap { id, targets, _ in targets.map { (id, $0) } }
        // Each would be denied for the same reason.
        return (Dictionary(found) { first, _ in first }, read.first { !$0.2.isEmpty }?.2 ?? [])
    }
}
