import AWSOperations
import Reconciliation
import ResourceModel

/// Finds owned launch templates by their tags.
struct LaunchTemplateDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        Discovered(try await context.ownedTemplates(region).map(\.claim))
    }
}

extension ReadContext {
    /// Returns the region's launch templates that name an owner, read once for all kinds.
    func ownedTemplates(_ region: String) async throws -> [OwnedTemplate] {
        let caller = caller(region)
        return try await once("owned launch templates in \(region)") {
            let filter = EC2.Filter(name: "tag-key", values: [OwnershipTags.owner])
            let templates = try await everyPage(of: EC2.DescribeLaunchTemplates.self) { token in
                let answer = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter], nextToken: token))
                return (answer.launchTemplates ?? [], answer.nextToken)
            }
            return OwnedTemplate.all(of: templates, in: region)
        }
    }
}
