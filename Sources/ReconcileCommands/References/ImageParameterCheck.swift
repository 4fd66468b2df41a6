import Diagnostics
import Planning
import ResourceModel

/// Checks a parameter of SSM that a file names, and the AMI that the environment takes from it.
struct ImageParameterCheck {
    let parameter: Resource
    let observation: Observation
    let request: EnvironmentRequest
    let planned: PlannedEnvironment
    let places: ReferencePlaces

    /// The problems; nil if the parameter was read and does not exist.
    var diagnostics: [Diagnostic]? {
        let isUnread = observation.unread.contains { $0.isAbout(parameter.address) }
        guard let found = observation.resources[parameter.address]?.first else {
            return isUnread ? unresolved(since: "the parameter was not read") : nil
        }
        guard found.attributes["imageId"] != nil else {
            return [
                error(
                    "reference-not-usable", "the SSM parameter '\(parameter.name)' holds no AMI",
                    "its value is an AMI id, or JSON with an 'image_id', as in AWS's own parameters")
            ]
        }
        return images.flatMap(check)
    }

    /// An environment that exists keeps its image, and any other has none.
    private func unresolved(since reason: String) -> [Diagnostic] {
        guard environments.contains(where: { !$0.properties.references.filter(isMeant).isEmpty }) else { return [] }
        return [
            error(
                "reference-not-usable", "the AMI of '\(places.name)' cannot be chosen: \(reason)",
                "grant ssm:GetParameters, or name an AMI by its id in 'ami-id'")
        ]
    }

    private var environments: [Resource] {
        planned.resources.compactMap(\.desired).filter { $0.address.kind == .computeEnvironment }
    }

    private func isMeant(_ reference: Value.Reference) -> Bool { reference.address == parameter.address }

    /// The images that the environment's parts have or get from the parameter.
    private var images: [String] {
        let taking = environments.filter { $0.tags[OwnershipTags.image] == parameter.name }
        let named = taking.flatMap { $0.properties[path: "computeResources.ec2Configuration"]?.list ?? [] }
        return Set(named.compactMap { $0["imageIdOverride"]?.string }).sorted()
    }

    private func check(_ id: String) -> [Diagnostic] {
        let address = Address(sharedIn: parameter.address.region, .image, id)
        if let image = observation.resources[address]?.first {
            return ImageCheck(
                image: image, named: .reference(parameter.address, "imageId"), request: request, planned: planned,
                places: places
            ).diagnostics
        }
        guard observation.lookedUp.contains(address) else { return [] }
        return [
            error(
                "reference-not-found",
                "the AMI '\(id)' in the SSM parameter '\(parameter.name)' does not exist in \(address.region)",
                "it was deregistered, or is not shared with account \(observation.accountID); correct the parameter")
        ]
    }

    private func error(_ kind: String, _ summary: String, _ detail: String) -> Diagnostic {
        Diagnostic(.error, kind, summary, detail: detail, at: places["ami-id"])
    }
}
