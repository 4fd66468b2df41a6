import Planning
import ResourceModel

/// A service role that was restored only because Batch cannot delete a compute environment without it.
///
/// Before the role is created, its name is written into a tag on the environment's launch template. A run that finds
/// the tag can finish the work of one that died.
enum RestoredServiceRole {
    /// Returns the deletion of such a role, after that of the compute environments that work under it; nil if there is
    /// none, or if one of them stays.
    ///
    /// - Parameter planned: the other steps of the environment. Steps of compute environments that work under the role
    ///   leave its deletion to this step.
    @Sendable static func deletion(
        _ request: EnvironmentRequest, _ observation: Observation, beside planned: inout [PlannedResource]
    ) -> PlannedResource? {
        let everything = request.resources + request.retired
        let templates = everything.filter { $0.address.kind == .launchTemplate }
            .flatMap { observation.resources[$0.address] ?? [] }
        guard let template = templates.first(where: { $0.ownership == .ours && recorded($0) != nil }),
            let recorded = recorded(template)
        else { return nil }
        let name = recorded.split(separator: "/").last.map(String.init) ?? recorded
        let users = everything.filter { $0.address.kind == .computeEnvironment }
            .flatMap { observation.resources[$0.address] ?? [] }
            .filter { $0.status != .deleted && $0.properties["serviceRole"]?.string?.hasSuffix("/\(name)") == true }
        let going = planned.filter { [.delete, .replace].contains($0.action) }.compactMap(\.observed)
        guard users.allSatisfy({ $0.status == .deleting || going.contains($0) }) else { return nil }
        for index in planned.indices where planned[index].observed.map({ users.contains($0) }) == true {
            planned[index].leavesRestoredRole = true
        }
        let address = Address(request.key, .restoredRole)
        var attributes = template.attributes.filter { $0.key == "id" }
        attributes["environments"] = .strings(users.filter { $0.status == .deleting }.map(\.name).sorted())
        let role = ObservedResource(
            address, name: name, properties: .map([:]),
            tags: [
                OwnershipTags.owner: request.key.owner,
                OwnershipTags.resource: OwnershipTags.resourceValue(.restoredRole, name),
            ], attributes: attributes)
        var deletion = PlannedResource(
            address, name: name, action: .delete,
            reason: .temporary, observed: role)
        deletion.dependsOn = Set(going.map(\.address)).filter { $0.kind == .computeEnvironment }.sorted()
        return deletion
    }

    private static func recorded(_ template: ObservedResource) -> String? { template.tags[OwnershipTags.restoredRole] }
}
