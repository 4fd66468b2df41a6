import AWSOperations
import Reconciliation
import ResourceModel

/// A job definition as properties have it, with variables and sizes by their names, and as AWS does.
enum JobDefinitionShape {
    /// Returns the properties of a revision.
    static func value(of definition: Batch.JobDefinition) throws -> Value {
        guard case .map(var members) = try ShapeCoding.value(of: definition),
            case .map(var container)? = members["containerProperties"]
        else { return .map([:]) }
        container["environment"] = named(container["environment"], by: "name")
        container["resourceRequirements"] = named(container["resourceRequirements"], by: "type")
        members["containerProperties"] = .map(container)
        return .map(members)
    }

    /// Returns the call that makes a revision.
    static func registration(of resource: Resource) throws -> Batch.RegisterJobDefinition {
        let properties = resource.properties
        var container = properties["containerProperties"]?.map ?? [:]
        container["environment"] = listed(container["environment"], by: "name")
        container["resourceRequirements"] = listed(container["resourceRequirements"], by: "type")
        return Batch.RegisterJobDefinition(
            jobDefinitionName: resource.name, type: properties["type"]?.string ?? "container",
            containerProperties: try ShapeCoding.shape(Batch.ContainerProperties.self, of: .map(container)),
            retryStrategy: Batch.RetryStrategy(attempts: properties[path: "retryStrategy.attempts"]?.integer),
            propagateTags: properties["propagateTags"]?.boolean, tags: resource.tags,
            platformCapabilities: properties["platformCapabilities"]?.strings)
    }

    private static func named(_ list: Value?, by key: String) -> Value {
        let pairs = (list?.list ?? []).compactMap { entry in
            entry[key]?.string.map { ($0, entry["value"] ?? .string("")) }
        }
        return .map(Dictionary(pairs, uniquingKeysWith: { _, last in last }))
    }

    private static func listed(_ map: Value?, by key: String) -> Value {
        .list(
            (map?.map ?? [:]).sorted { $0.key < $1.key }.map { .map([key: .string($0.key), "value": $0.value]) })
    }

    // MARK: Values that AWS leaves out or fills in

    /// Batch keeps no variable with an empty value (hashicorp/terraform-provider-aws, batch_job_definition).
    static func withoutEmptyTexts(_ value: Value?) -> Value? {
        guard case .map(let members)? = value else { return value }
        return .map(members.filter { $0.value != .string("") })
    }

    /// Answers have members that hold nothing, such as `secretOptions`.
    static func withoutEmptyMembers(_ value: Value?) -> Value? {
        guard case .map(let members)? = value else { return value }
        return .map(members.filter { ![.map([:]), .list([])].contains($0.value) })
    }

    static func withoutDefaultsOfMounts(_ value: Value?) -> Value? {
        guard case .list(let mounts)? = value else { return value }
        return .list(
            mounts.map { mount in .map((mount.map ?? [:]).filter { $0.value != .boolean(false) }) })
    }
}
