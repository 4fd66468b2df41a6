import ResourceModel

/// Decisions of AWS that depend on the current state of a resource.
extension EnvironmentPlanner {
    /// Notes that AWS is still at work on a resource, or that its status is unknown. An unknown status causes no
    /// change: AWS may leave it by itself, and an update could end something unknown.
    mutating func noteUnderWay(_ planned: PlannedResource, _ current: ObservedResource) {
        if let status = current.unknownStatus {
            let isWaitedFor = ![.none, .create].contains(planned.action) && planned.update != .tags
            warnings.append(
                "\(current.name) is \(status), which this version of reconcile does not know: nothing is changed because of it"
                    + (isWaitedFor ? "; apply waits up to 'wait-timeout' until AWS shows it as VALID or INVALID" : ""))
        }
        guard let status = current.status, [.creating, .updating].contains(status) else { return }
        let isTouched = ![.none, .create].contains(planned.action)
        warnings.append(
            "\(current.name) is \(status): AWS is at work on an earlier change"
                + (isTouched ? "; apply waits until that is complete, then goes on" : ""))
    }

    /// Notes that the name of a resource to be created is not free yet.
    mutating func noteDeletion(of existing: [ObservedResource]) {
        for going in existing where going.status == .deleting {
            warnings.append("\(going.name) is DELETING: apply waits until it is deleted, then creates it again")
        }
    }
}
