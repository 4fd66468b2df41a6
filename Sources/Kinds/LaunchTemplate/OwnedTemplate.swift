import AWSOperations
import ResourceModel

/// A launch template whose tags name an owner.
struct OwnedTemplate: Sendable {
    /// The owner and the template's name.
    let claim: OwnershipClaim
    let id: String

    /// The templates whose tags name an owner and the template itself.
    static func all(of templates: [EC2.LaunchTemplate], in region: String) -> [OwnedTemplate] {
        templates.compactMap { template in
            guard let id = template.launchTemplateId, let name = template.launchTemplateName,
                let claim = OwnershipClaim(.launchTemplate, name, in: region, tags: tagValues(template.tags))
            else { return nil }
            return OwnedTemplate(claim: claim, id: id)
        }
    }
}
