import ResourceModel

/// Decisions of AWS that depend on the current state of a resource.
extension EnvironmentPlanner {
    /// Notes that AWS is still at work on a resource, or that its status is unknown. An unknown status causes no
    /// change: AWS may leave it by itself, and an update could end something unknown.
    mutating func noteUnderWay(_ planned: PlannedResource, _ current: ObservedResource) {
        if let status = current.unknownStatus {
            let isWaitedFor = ![.none, .create].contains(planned.action) && planned.update != .tags
            warnings.append(.unknownStatus(name: current.name, status: status, isWaitedFor ? .changeWaits : .ignored))
        }
        guard let status = current.status, [.creating, .updating].contains(status) else { return }
        let isTouched = ![.none, .create].contains(planned.action)
        warnings.append(.underWay(name: current.name, status: status.rawValue, isAwaited: isTouched))
    }

    /// Notes that the name of a resource to be created is not free yet.
    mutating func noteDeletion(of existing: [ObservedResource]) {
        for going in existing where going.status == .deleting {
            warnings.append(.deleting(name: going.name))
        }
    }
}
