import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    /// The prices of what the compute environments may start, which are looked up if an apply changes the cost or the file
    /// limits it.
    func prices(of environments: [Resource]) -> Resource {
        Resource(
            address(.price), name: key.name,
            properties: .map([
                "parts": .strings(environments.map(\.address.part)),
                "hasLimit": .boolean(definition.settings.maxHourlyCost != nil),
                "leavesExisting": .boolean(definition.onExists == .ignore),
                // Credentials of other partitions do not reach the price list [aws-rules: Prices].
                "isListed": .boolean(partition.name == "aws"),
            ]), management: .external)
    }
}
