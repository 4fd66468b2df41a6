import Planning
import ResourceModel

extension PlanView {
    func sign(_ action: PlannedResource.Action) -> String { style(action.tone, action.sign) }

    /// The fate of a resource, in a few words; empty if its action says all.
    func note(_ resource: PlannedResource, in environment: PlannedEnvironment) -> String {
        switch (resource.action, resource.update) {
        case (.create, _): digest(resource)
        case (.adopt, _): "becomes owned: tags only"
        // If all of it is deleted, the heading says why.
        case (.delete, _): environment.action == .delete ? "" : resource.reason.sentence
        case (.replace, _):
            "replacement: \(resource.reason.sentence); a new environment is created, the queue switches to it, "
                + "\(resource.observed?.name ?? "the old one") is deleted"
        case (.none, _): resource.reason.sentence
        case (_, .replacement), (_, nil): resource.reason.sentence
        case (.update, .tags) where !resource.isBookkeeping && resource.changes.isEmpty: resource.reason.sentence
        case (_, .scaling) where resource.capacity != nil:
            "scaling update: AWS takes it once fewer vCPUs are in use"
        case (_, let update?):
            refreshed(resource) + update.impact(on: resource.address.kind, minutes: minutesForJobs(resource))
        }
    }

    /// The reason why an image is refreshed, before what the refresh does; empty for other updates.
    private func refreshed(_ resource: PlannedResource) -> String {
        if case .imageRefresh = resource.reason { resource.reason.sentence + "; " } else { "" }
    }

    /// The minutes that running jobs get to finish when Batch replaces their instances.
    private func minutesForJobs(_ resource: PlannedResource) -> Int? {
        resource.desired?.properties["updatePolicy"]?["jobExecutionTimeoutMinutes"]?.integer
    }

    /// A new resource in a few words.
    private func digest(_ resource: PlannedResource) -> String {
        let properties = resource.desired?.properties
        if let limits = properties?[JobLimitsText.path] { return JobLimitsText.sentence(limits) }
        guard let environment = properties?["computeResources"] else { return "" }
        let types = environment["instanceTypes"]?.strings?.joined(separator: " ")
        return [
            environment["type"]?.string, environment["maxvCpus"]?.integer.map { "up to \($0) vCPUs" }, types,
            environment["allocationStrategy"]?.string, image(resource),
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// The AMI of a new compute environment, with the parameter that it comes from; nil if AWS Batch chooses it.
    private func image(_ resource: PlannedResource) -> String? {
        let images = resource.desired?.properties[path: "computeResources.ec2Configuration"]?.list
        let parameter = resource.desired?.tags[OwnershipTags.image].map { " (ssm:\($0))" } ?? ""
        return images?.first?["imageIdOverride"]?.string.map { $0 + parameter }
    }
}

extension PlannedResource.Action {
    /// The sign in front of a resource.
    var sign: String {
        switch self {
        case .none: "="
        case .create: "+"
        case .update, .adopt: "~"
        case .replace: "±"
        case .delete: "-"
        }
    }

    /// The colour of the sign.
    fileprivate var tone: Style.Tone {
        switch self {
        case .none: .dim
        case .create: .green
        case .update, .adopt: .yellow
        case .replace: .cyan
        case .delete: .red
        }
    }
}
