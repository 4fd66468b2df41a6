import ResourceModel

/// What AWS decides from how a resource is at the moment.
extension EnvironmentPlanner {
    /// Notes that AWS is still at work on a resource, or that its status is unknown. An unknown status is no reason for a
    /// change: it may be one that AWS leaves by itself, and what an update would end is not known.
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
                + (isTouched ? "; apply waits until it is through, then goes on" : ""))
    }

    /// Notes that the name of what is to be made is not free yet.
    mutating func noteDeletion(of standing: [ObservedResource]) {
        for going in standing where going.status == .deleting {
            warnings.append("\(going.name) is DELETING: apply waits until AWS is through, then makes it again")
        }
    }
}
