import AWSOperations
import Planning

extension PortRule {
    /// The rule of a permission of EC2; nil if it is about another protocol than TCP. EC2 writes `-1` for all protocols, and
    /// a protocol without ports is open on all of them [IpPermission in the EC2 API reference].
    init?(_ permission: EC2.IpPermission) {
        guard let name = permission.ipProtocol, ["-1", "tcp", "6"].contains(name) else { return nil }
        let from = permission.fromPort ?? 0
        let to = permission.toPort ?? 65_535
        let isOpen = name == "-1" || from < 0 || to < from
        self.init(
            ports: isOpen ? 0...65_535 : from...to,
            groups: Set((permission.userIdGroupPairs ?? []).compactMap(\.groupId)),
            hasAddresses: permission.ipRanges?.isEmpty == false || permission.ipv6Ranges?.isEmpty == false
                || permission.prefixListIds?.isEmpty == false)
    }
}
