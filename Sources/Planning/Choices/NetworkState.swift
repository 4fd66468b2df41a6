/// The network of a region as far as it was read.
public struct NetworkState: Sendable, Hashable {
    /// VPCs by id; nil if they could not be read. Those that files name, and the default one if it is needed.
    public var vpcs: [String: VPC]?
    /// Subnets by id; nil if they could not be read.
    public var subnets: [String: Subnet]?
    /// Security groups by id; nil if they could not be read.
    public var groups: [String: SecurityGroup]?

    /// A VPC.
    public struct VPC: Sendable, Hashable {
        /// True if it is the region's default VPC.
        public var isDefault: Bool

        /// Makes a VPC.
        public init(isDefault: Bool) { self.isDefault = isDefault }
    }

    /// A subnet.
    public struct Subnet: Sendable, Hashable {
        /// Its VPC's id.
        public var vpc: String
        /// Its Availability Zone, Local Zone or Wavelength Zone.
        public var zone: String
        /// True if AWS made it as its zone's default subnet.
        public var isDefaultForZone: Bool
        /// EC2's word for its state if it cannot be used.
        public var unusableState: String?
        /// Addresses that are free; nil if EC2 did not say.
        public var freeAddresses: Int?
        /// True if instances get public addresses; nil if EC2 did not say.
        public var givesPublicAddresses: Bool?

        /// Makes a subnet.
        public init(
            vpc: String, zone: String, isDefaultForZone: Bool = false, unusableState: String? = nil,
            freeAddresses: Int? = nil, givesPublicAddresses: Bool? = nil
        ) {
            self.vpc = vpc
            self.zone = zone
            self.isDefaultForZone = isDefaultForZone
            self.unusableState = unusableState
            self.freeAddresses = freeAddresses
            self.givesPublicAddresses = givesPublicAddresses
        }
    }

    /// A security group.
    public struct SecurityGroup: Sendable, Hashable {
        /// Its VPC's id.
        public var vpc: String
        /// True if it is the one that its VPC came with.
        public var isDefault: Bool
        /// The rules for traffic in; nil if they were not read.
        public var inbound: [PortRule]?
        /// The rules for traffic out; nil if they were not read.
        public var outbound: [PortRule]?

        /// True if connections to port 443 can leave; nil if the rules were not read.
        public var letsHTTPSOut: Bool? { outbound.map { rules in rules.contains { $0.ports.contains(443) } } }

        /// Makes a security group.
        public init(vpc: String, isDefault: Bool, inbound: [PortRule]? = nil, outbound: [PortRule]? = nil) {
            self.vpc = vpc
            self.isDefault = isDefault
            self.inbound = inbound
            self.outbound = outbound
        }
    }

    /// A reading of nothing.
    public init(
        vpcs: [String: VPC]? = nil, subnets: [String: Subnet]? = nil, groups: [String: SecurityGroup]? = nil
    ) {
        self.vpcs = vpcs
        self.subnets = subnets
        self.groups = groups
    }

    /// The region's default VPC; nil if it has none, or if the VPCs could not be read.
    public var defaultVPC: String? { vpcs?.filter(\.value.isDefault).keys.min() }
}
