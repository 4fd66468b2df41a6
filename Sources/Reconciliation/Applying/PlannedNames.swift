import Planning
import ResourceModel

/// The names in AWS of every resource that a plan knows of: those that exist, and those that it creates.
struct PlannedNames: Sendable {
    private struct Place: Hashable {
        var kind: ResourceKind
        var region: String
    }

    private let names: [Place: Set<String>]

    init(_ plan: Plan) {
        var names: [Place: Set<String>] = [:]
        for planned in plan.environments.flatMap(\.resources) {
            let place = Place(kind: planned.address.kind, region: planned.address.region)
            let all = [planned.name, planned.observed?.name, planned.desired?.name].compactMap { $0 }
            names[place, default: []].formUnion(all)
        }
        self.names = names
    }

    subscript(kind: ResourceKind, region: String) -> [String] {
        names[Place(kind: kind, region: region), default: []].sorted()
    }
}
