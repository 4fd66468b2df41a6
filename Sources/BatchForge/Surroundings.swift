import ResourceModel

/// The things in their region that compute environments depend on, beside those that the file names. They are looked
/// up before anything is made, and plans do without them.
struct Surroundings {
    let region: String
    /// The compute environments, as they are built.
    let environments: [Resource]

    var resources: [Resource] {
        let quotas = Set(environments.flatMap { VCPUQuota.of($0).map(\.code) }).sorted()
        return [external(.connectivity, "region")] + quotas.map { external(.vCPUQuota, $0) }
            + instanceTypes.map { external(.typeOffering, $0) }
    }

    private func external(_ kind: ResourceKind, _ name: String) -> Resource {
        Resource(Address(sharedIn: region, kind, name), name: name, properties: .map([:]), management: .external)
    }

    /// The types and families that the environments name; Batch's own words mean many.
    private var instanceTypes: [String] {
        let named = environments.flatMap {
            $0.properties[path: "computeResources.instanceTypes"]?.strings ?? []
        }
        return Set(named).filter { !$0.hasPrefix("optimal") && !$0.hasPrefix("default") }.sorted()
    }
}
