import Planning
import Reconciliation
import ResourceModel

/// The names in ARNs. All names of an environment begin alike and hold a hash, so that one pattern allows all its
/// resources and no other.
struct NamePatterns {
    let request: PolicyRequest
    /// True if the pattern allows the names of every environment.
    let isWide: Bool

    /// Returns what is known of a resource besides the file.
    func place(of resource: Resource) -> ARNPattern.Place {
        // A resource of the whole account has no region.
        let region = resource.address.region.isEmpty ? firstRegion : resource.address.region
        return ARNPattern.Place(
            partition: request.partition(region), region: region, account: request.account, name: name(of: resource))
    }

    private var firstRegion: String { request.environments.first?.key.region ?? "" }

    private func name(of resource: Resource) -> String {
        guard let environment = resource.address.environment else { return resource.name }
        let base = request.baseName(environment)
        guard resource.name == base || resource.name.hasPrefix(base + "-") else { return resource.name }
        if isWide { return request.namePrefix + "-*" }
        return resource.name == base ? base : base + "-*"
    }
}
