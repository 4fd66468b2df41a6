import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    /// The network that exists already. Members that the file names are given; for others AWS's defaults are looked up.
    var network: Resource {
        var properties: [String: Value] = [:]
        if let vpcID = configuration.vpcID { properties["vpcId"] = .string(vpcID) }
        if !configuration.subnets.isEmpty { properties["subnets"] = .strings(configuration.subnets) }
        if !configuration.securityGroups.isEmpty {
            properties["securityGroupIds"] = .strings(configuration.securityGroups)
        }
        // Environments with the same network share one look-up, so the address is made of the values.
        let part = [
            configuration.vpcID ?? "default", configuration.subnets.joined(separator: "+"),
            configuration.securityGroups.joined(separator: "+"),
        ].joined(separator: "/")
        return Resource(
            Address(sharedIn: key.region, .network, part), name: configuration.vpcID ?? "default VPC",
            properties: .map(properties), management: .external)
    }

    var batchServiceLinkedRole: Resource { serviceLinkedRole("batch.amazonaws.com") }

    var spotServiceLinkedRole: Resource { serviceLinkedRole("spot.amazonaws.com") }

    private func serviceLinkedRole(_ service: String) -> Resource {
        Resource(
            Address(sharedIn: "", .serviceLinkedRole, service), name: service,
            properties: .map(["awsServiceName": .string(service)]), management: .shared)
    }

    var logGroup: Resource? {
        configuration.logGroup.map { name in
            var group = Resource(address(.logGroup), name: name, properties: .map([:]))
            // Instances write to it by name, and several environments, or other owners, may share one.
            group.allowsUnowned = true
            return group
        }
    }
}
