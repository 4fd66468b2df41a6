import Planning
import ResourceModel

/// The launch templates that an environment uses for some of its instance types. Files do not define them. Every update
/// of the launch template that does not send them again removes them.
enum LaunchTemplateOverrides {
    /// Returns a launch template as an update has to send it: with those overrides of the environment that are about
    /// instance types that it will have.
    static func kept(_ template: Value, _ planned: PlannedResource, _ resource: Resource) -> Value {
        let held = planned.observed?.properties[path: "computeResources.launchTemplate.overrides"]?.list ?? []
        let types = resource.properties[path: "computeResources.instanceTypes"]?.strings ?? []
        let kept = held.compactMap { override -> Value? in
            guard var members = override.map, let targets = members["targetInstanceTypes"]?.strings else {
                return override
            }
            let open = targets.filter { covers(types, $0) }
            guard !open.isEmpty else { return nil }
            members["targetInstanceTypes"] = .strings(open)
            return .map(members)
        }
        // A template without an id or a name removes the environment's template, and its overrides with it.
        guard !kept.isEmpty, var members = template.map, members["launchTemplateId"] != .string("") else {
            return template
        }
        members["overrides"] = .list(kept)
        return .map(members)
    }

    /// Returns true if a type or family is among the types and families of an environment.
    private static func covers(_ types: [String], _ target: String) -> Bool {
        types.contains { $0 == target || target.hasPrefix($0 + ".") }
    }
}
