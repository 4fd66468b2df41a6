import ResourceModel

/// What AWS decides from how a resource is at the moment.
extension EnvironmentPlanner {
    /// Notes a maximum that AWS takes only later, because more is in use now.
    mutating func weighCapacity(_ planned: inout PlannedResource, _ current: ObservedResource) {
        let path = "computeResources.maxvCpus"
        guard planned.action == .update, let limit = planned.changes.first(where: { $0.path == path })?.after?.integer,
            let inUse = current.attributes["desiredvCpus"]?.integer, inUse > limit
        else { return }
        planned.capacity = PlannedResource.Capacity(inUse: inUse, limit: limit)
        let minimum = current.properties[path: "computeResources.minvCpus"]?.integer ?? 0
        let held = minimum > limit ? ", after it has lowered the minimum of \(minimum) that keeps them running" : ""
        warnings.append(
            "\(current.name): \(inUse) vCPUs are in use, and AWS takes a maximum of \(limit) only once no more than that "
                + "are; apply waits for it up to \(request.policy.waitTimeoutSeconds) s\(held), and leaves 'max-cpus' as it "
                + "is if it takes longer")
    }

    /// Notes that AWS is still at work on a resource, or that its status is unknown. An unknown status is no reason for a
    /// change: it may be one that AWS leaves by itself, and what an update would end is not known.
    mutating func noteUnderWay(_ planned: PlannedResource, _ current: ObservedResource) {
        if let status = current.unknownStatus {
            let isWaitedFor = ![.none, .create].contains(planned.action) && planned.update != .tags
            warnings.append(
                "\(current.name) is \(status), which this version of reconcile does not know: nothing is changed because of it"
                    + (isWaitedFor ? "; apply waits up to 'wait-timeout' until AWS shows it as VALID or INVALID" : ""))
        }
        guard let status = current.status, ["CREATING", "UPDATING"].contains(status) else { return }
        let isTouched = ![.none, .create].contains(planned.action)
        warnings.append(
            "\(current.name) is \(status): AWS is at work on an earlier change"
                + (isTouched ? "; apply waits until it is through, then goes on" : ""))
    }

    /// Notes that the name of what is to be made is not free yet.
    mutating func noteDeletion(of standing: [ObservedResource]) {
        for going in standing where going.status == "DELETING" {
            warnings.append("\(going.name) is DELETING: apply waits until AWS is through, then makes it again")
        }
    }
}
