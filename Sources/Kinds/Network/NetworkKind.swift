import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// The network of a region.
    static var network: KindDefinition {
        KindDefinition(
            .network, reader: NetworkReader(),
            permissions: [
                .reading(EC2.DescribeVpcs.self, EC2.DescribeSubnets.self, EC2.DescribeSecurityGroups.self)
            ])
    }
}
