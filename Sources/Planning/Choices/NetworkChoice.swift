public import ResourceModel

/// The subnets and security groups of an environment: those that its file names, else those that it has as long as they
/// are valid, else the default ones.
public struct NetworkChoice: Sendable {
    /// The VPC that the file names; nil if it leaves it open.
    public let vpc: String?
    /// The subnets that the file names; empty if it leaves them open.
    public let subnets: [String]
    /// The security groups that the file names; empty if it leaves them open.
    public let groups: [String]
    private let region: String
    private let reading: NetworkState

    /// Makes the choice of a network resource.
    public init(_ network: Resource, in reading: NetworkState?) {
        vpc = network.properties["vpcId"]?.string
        subnets = network.properties["subnets"]?.strings ?? []
        groups = network.properties["securityGroupIds"]?.strings ?? []
        region = network.address.region
        self.reading = reading ?? NetworkState()
    }

    /// Returns the values that the file names for an attribute of the network; nil if the file leaves it open.
    func named(_ attribute: String) -> [String]? {
        let named = attribute == Self.subnets ? subnets : groups
        return named.isEmpty ? nil : named
    }

    /// Returns the values that would be chosen now; nil if there are none, or if they could not be read.
    ///
    /// A full subnet is not chosen, unless the environment has it already: its own instances may have filled it.
    /// Security groups are chosen from the VPC of the environment's subnets.
    func current(_ attribute: String, instead existing: [String], besides subnets: [String]?) -> [String]? {
        attribute == Self.subnets ? currentSubnets(instead: existing) : currentGroups(besides: subnets)
    }

    /// The attribute that says if something in the network needs a public address: `ENABLED` or `DISABLED`.
    public static let publicAddress = "assignPublicIp"
    /// The attribute that has the subnets.
    static let subnets = "subnets"

    /// Returns the attribute that decides about another one: a public address depends on the subnets.
    func basis(of attribute: String) -> String { attribute == Self.publicAddress ? Self.subnets : attribute }

    /// Returns the value of an attribute if these are the values of its basis; nil if they could not be read.
    func value(of attribute: String, from chosen: [String]) -> Value? {
        attribute == Self.publicAddress ? publicAddressing(in: chosen).map { .string($0) } : .strings(chosen)
    }

    /// Returns `ENABLED` if one of the subnets gives public addresses to what starts in it: such a subnet has no other way
    /// to the internet, and in others a public address does no harm. Nil if the subnets could not be read.
    ///
    /// A subnet with a route to an internet gateway that gives no addresses by itself counts as private.
    private func publicAddressing(in subnets: [String]) -> String? {
        guard let known = reading.subnets else { return nil }
        return subnets.contains { known[$0]?.givesPublicAddresses == true } ? "ENABLED" : "DISABLED"
    }

    /// True if what an environment has is still right: all of it exists, in one VPC, which is the one that the file names.
    /// What could not be read counts as right.
    func isValid(_ existing: [String], _ attribute: String, besides subnets: [String]?) -> Bool {
        if attribute == Self.subnets {
            guard let known = reading.subnets else { return true }
            let found = existing.compactMap { known[$0] }
            return found.count == existing.count && isOneVPC(found.map(\.vpc))
        }
        guard let known = reading.groups else { return true }
        let found = existing.compactMap { known[$0] }
        guard found.count == existing.count else { return false }
        return isOneVPC(found.map(\.vpc) + (subnets.map(vpcs) ?? []))
    }

    private func isOneVPC(_ vpcs: [String]) -> Bool {
        let all = Set(vpcs)
        return all.count == 1 && (vpc == nil || all == [vpc])
    }

    private func vpcs(of subnets: [String]) -> [String] { subnets.compactMap { reading.subnets?[$0]?.vpc } }

    /// The VPC that open subnets are chosen from.
    public var openVPC: String? { vpc ?? reading.defaultVPC }

    /// The subnets that a new environment gets if the file leaves them open; empty if there are none, or if they could not
    /// be read.
    public var openSubnets: [String] { currentSubnets(instead: []) ?? [] }

    /// Returns the default VPC's default subnets, or all of another VPC, in Availability Zones and with free addresses.
    private func currentSubnets(instead existing: [String]) -> [String]? {
        guard let vpc = openVPC, let known = reading.subnets else { return nil }
        let isDefault = reading.vpcs?[vpc]?.isDefault ?? false
        let fitting = known.filter { id, subnet in
            subnet.vpc == vpc && subnet.unusableState == nil && isAvailabilityZone(subnet.zone)
                && (subnet.freeAddresses != 0 || existing.contains(id)) && (subnet.isDefaultForZone || !isDefault)
        }
        return fitting.isEmpty ? nil : fitting.keys.sorted()
    }

    private func currentGroups(besides subnets: [String]?) -> [String]? {
        guard let vpc = vpc ?? subnets.map(vpcs)?.min() ?? openVPC, let known = reading.groups else { return nil }
        let standard = known.filter { $0.value.vpc == vpc && $0.value.isDefault }
        return standard.isEmpty ? nil : standard.keys.sorted()
    }

    /// True for `eu-west-1a`: the code of an Availability Zone is the Region's and a letter, while Local Zones and Wavelength
    /// Zones have a place between the two.
    ///
    /// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
    private func isAvailabilityZone(_ zone: String) -> Bool {
        zone.isEmpty || zone.hasPrefix(region) && zone.unicodeScalars.count == region.unicodeScalars.count + 1
    }
}
