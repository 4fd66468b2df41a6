/// A rule of a security group about TCP.
public struct PortRule: Sendable, Hashable {
    /// The ports that it opens.
    public var ports: ClosedRange<Int>
    /// The security groups of the other side.
    public var groups: Set<String>
    /// True if the other side can also be a range of addresses, which may be that of the VPC.
    public var hasAddresses: Bool

    /// Makes a rule.
    public init(ports: ClosedRange<Int>, groups: Set<String>, hasAddresses: Bool) {
        self.ports = ports
        self.groups = groups
        self.hasAddresses = hasAddresses
    }

    /// Returns true if the rule lets a port through to or from one of some groups. A range of addresses counts as one that
    /// they are in.
    public func opens(_ port: Int, _ others: Set<String>) -> Bool {
        ports.contains(port) && (hasAddresses || !groups.isDisjoint(with: others))
    }
}
