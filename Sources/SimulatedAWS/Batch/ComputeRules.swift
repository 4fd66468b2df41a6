import AWSOperations

/// The values that Batch accepts in a compute environment, as data.
enum ComputeRules {
    static let types: Set<String> = ["EC2", "SPOT", "FARGATE", "FARGATE_SPOT"]

    static let strategies: [String: Set<String>] = [
        "EC2": ["BEST_FIT", "BEST_FIT_PROGRESSIVE", "BEST_FIT_PROGRESSIVE_ORDERED"],
        "SPOT": [
            "BEST_FIT", "BEST_FIT_PROGRESSIVE", "SPOT_CAPACITY_OPTIMIZED", "SPOT_PRICE_CAPACITY_OPTIMIZED",
            "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
        ],
    ]

    static let updatableStrategies: Set<String> = [
        "BEST_FIT_PROGRESSIVE", "BEST_FIT_PROGRESSIVE_ORDERED", "SPOT_CAPACITY_OPTIMIZED",
        "SPOT_PRICE_CAPACITY_OPTIMIZED", "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
    ]

    static let imageTypes: Set<String> = ["ECS_AL2", "ECS_AL2_NVIDIA", "ECS_AL2023", "ECS_AL2023_NVIDIA"]

    /// The update policy that Batch follows if none was set; Describe does not show it.
    static let defaultUpdatePolicy = Batch.UpdatePolicy(terminateJobsOnUpdate: false, jobExecutionTimeoutMinutes: 30)

    static let notForFargateUpdate = """
        The following parameters can't be updated for Fargate compute environment: allocationStrategy, bidPercentage, \
        ec2Configuration, ec2KeyPair, imageId, instanceRole, instanceTypes, launchTemplate, placementGroup, tags, \
        type, updatePolicy, updateToLatestImageVersion.
        """

    /// Up to 128 letters, digits, hyphens and underscores.
    static func isName(_ name: String) -> Bool {
        (1...128).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The fields of a creation that Fargate does not take.
    static func notForFargate(_ resources: Batch.ComputeResource) -> [String] {
        var fields: [String] = []
        func check(_ isPresent: Bool, _ name: String) { if isPresent { fields.append(name) } }
        check(resources.allocationStrategy != nil, "allocationStrategy")
        check(resources.bidPercentage != nil, "bidPercentage")
        check(resources.desiredvCpus != nil, "desiredvCpus")
        check(resources.ec2Configuration != nil, "ec2Configuration")
        check(resources.ec2KeyPair != nil, "ec2KeyPair")
        check(resources.imageId != nil, "imageId")
        check(resources.instanceRole != nil, "instanceRole")
        check(resources.instanceTypes != nil, "instanceTypes")
        check(resources.launchTemplate != nil, "launchTemplate")
        check(resources.minvCpus != nil, "minvCpus")
        check(resources.placementGroup != nil, "placementGroup")
        check(resources.spotIamFleetRole != nil, "spotIamFleetRole")
        check(resources.tags != nil, "tags")
        return fields
    }
}
