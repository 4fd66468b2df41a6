package import AWSOperations

/// The resources of one Region.
package struct Region: Codable, Sendable {
    package let name: String
    package var vpcs: [EC2.Vpc] = []
    package var subnets: [EC2.Subnet] = []
    package var securityGroups: [EC2.SecurityGroup] = []
    package var keyPairs: [String] = []
    package var launchTemplates: [String: Replicated<LaunchTemplateRecord?>] = [:]
    var clientTokens: [String: ClientTokenUse] = [:]
    package var computeEnvironments: [ComputeEnvironmentRecord] = []
    package var jobQueues: [JobQueueRecord] = []
    package var jobs: [JobRecord] = []
    package var logGroups: [String: LogGroupRecord] = [:]

    /// Optional, so that accounts that were saved before there was any can still be read.
    private var savedReferences: ReferenceStores?

    /// Optional, so that accounts that were saved before there was any can still be read.
    private var savedSchedulingPolicies: [String: Replicated<Batch.SchedulingPolicyDetail?>]?

    /// Batch's scheduling policies by ARN.
    package var schedulingPolicies: [String: Replicated<Batch.SchedulingPolicyDetail?>] {
        get { savedSchedulingPolicies ?? [:] }
        set { savedSchedulingPolicies = newValue }
    }

    /// Optional, so that accounts that were saved before there was any can still be read.
    private var savedJobDefinitions: [JobDefinitionRecord]?

    /// Batch's job definitions, each revision.
    package var jobDefinitions: [JobDefinitionRecord] {
        get { savedJobDefinitions ?? [] }
        set { savedJobDefinitions = newValue }
    }

    /// Optional, so that accounts that were saved before there was any can still be read.
    private var savedElasticFileSystems: [ElasticFileSystemRecord]?
    private var savedLustreFileSystems: [LustreFileSystemRecord]?

    /// The EFS file systems that calls made.
    package var elasticFileSystems: [ElasticFileSystemRecord] {
        get { savedElasticFileSystems ?? [] }
        set { savedElasticFileSystems = newValue }
    }

    /// The FSx for Lustre file systems that calls made.
    package var madeLustre: [LustreFileSystemRecord] {
        get { savedLustreFileSystems ?? [] }
        set { savedLustreFileSystems = newValue }
    }

    package var references: ReferenceStores {
        get { savedReferences ?? ReferenceStores() }
        set { savedReferences = newValue }
    }

    /// A Region with its default VPC: three subnets and the default security group.
    init(name: String, accountID: String, seed: UInt64) {
        self.name = name
        var generator = SeededGenerator(seed: seed, name: accountID + name)
        addVPC(cidrBlock: "172.31.0.0/16", isDefault: true, generator: &generator)
    }

    var partition: String { Region.partition(of: name) }

    /// The partition, derived from the Region's name.
    static func partition(of region: String) -> String {
        switch true {
        case region.hasPrefix("cn-"): "aws-cn"
        case region.hasPrefix("us-gov-"): "aws-us-gov"
        case region.hasPrefix("eusc-"): "aws-eusc"
        default: "aws"
        }
    }

    /// The Region in which CloudTrail records the calls to services without Regions.
    static func globalRegion(of region: String) -> String {
        switch partition(of: region) {
        case "aws-cn": "cn-north-1"
        case "aws-us-gov": "us-gov-west-1"
        case "aws-eusc": "eusc-de-east-1"
        default: "us-east-1"
        }
    }

    /// Adds a VPC with a subnet in each of three zones and its `default` group; answers its id.
    @discardableResult
    package mutating func addVPC(cidrBlock: String, isDefault: Bool, generator: inout SeededGenerator) -> String {
        let id = "vpc-" + generator.hex(17)
        vpcs.append(EC2.Vpc(isDefault: isDefault, tags: [], vpcId: id, state: "available", cidrBlock: cidrBlock))
        let prefix = cidrBlock.split(separator: ".").prefix(2).joined(separator: ".")
        for (index, zone) in ["a", "b", "c"].enumerated() {
            subnets.append(
                EC2.Subnet(
                    subnetId: "subnet-" + generator.hex(17), state: "available", vpcId: id,
                    cidrBlock: "\(prefix).\(index * 16).0/20", availableIpAddressCount: 4091,
                    availabilityZone: name + zone, defaultForAz: isDefault, mapPublicIpOnLaunch: isDefault))
        }
        securityGroups.append(
            EC2.SecurityGroup(
                defaultOf: id, id: "sg-" + generator.hex(17)))
        return id
    }
}
