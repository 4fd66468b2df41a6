import ManifestLoading
import ResourceModel

extension Blueprint {
    /// The network that stands already. Members that the file names are given; AWS's defaults are looked up for others.
    var network: Resource {
        var properties: [String: Value] = [:]
        if let vpcID = configuration.vpcID { properties["vpcId"] = .string(vpcID) }
        if !configuration.subnets.isEmpty { properties["subnets"] = .strings(configuration.subnets) }
        if !configuration.securityGroups.isEmpty {
            properties["securityGroupIds"] = .strings(configuration.securityGroups)
        }
        // Environments that say the same share one look-up, so the address is made of what they say.
        let part = [
            configuration.vpcID ?? "default", configuration.subnets.joined(separator: "+"),
            configuration.securityGroups.joined(separator: "+"),
        ].joined(separator: "/")
        return Resource(
            Address(sharedIn: key.region, .network, part), name: configuration.vpcID ?? "default VPC",
            properties: .map(properties), keeping: .external)
    }

    var batchServiceLinkedRole: Resource { serviceLinkedRole("batch.amazonaws.com") }

    var spotServiceLinkedRole: Resource { serviceLinkedRole("spot.amazonaws.com") }

    private func serviceLinkedRole(_ service: String) -> Resource {
        Resource(
            Address(sharedIn: "", .serviceLinkedRole, service), name: service,
            properties: .map(["awsServiceName": .string(service)]), keeping: .shared)
    }

    var logGroup: Resource? {
        configuration.logGroup.map { name in
            var group = Resource(address(.logGroup), name: name, properties: .map([:]))
            // Instances write to it by name, and several environments, or others, may share one.
            group.allowsUnowned = true
            return group
        }
    }
}
