import AWSOperations

/// The host names that do not follow `<service>[-fips].<region>.<suffix>`, from botocore 1.44.5's rule sets.
enum EndpointRules {
    /// The host for FIPS mode if dual-stack is off and the host is not `<service>-fips.<region>.<suffix>`.
    static func irregularFIPSHost(of service: Service, region: String, in partition: Partition) -> String? {
        let suffix = "\(region).\(partition.dnsSuffix)"
        switch (service, partition.id) {
        case (.batch, "aws"): return "fips.batch.\(suffix)"
        // GovCloud's plain endpoints are FIPS endpoints already.
        case (.batch, "aws-us-gov"), (.cloudTrail, "aws-us-gov"), (.ec2, "aws-us-gov"), (.logs, "aws-us-gov"),
            (.serviceQuotas, "aws-us-gov"), (.ssm, "aws-us-gov"), (.sts, "aws-us-gov"):
            return "\(service.id).\(suffix)"
        default: return nil
        }
    }

    /// The beginning of a dual-stack host.
    static func dualStackName(of service: Service, in partition: Partition) -> String {
        let isShort = service == .efs && ["aws", "aws-cn", "aws-us-gov"].contains(partition.id)
        return isShort ? "efs" : service.id
    }

    /// The end of a dual-stack host; most plain hosts of Secrets Manager are dual-stack hosts.
    static func dualStackSuffix(of service: Service, in partition: Partition, fips: Bool) -> String {
        let plain = fips ? ["aws", "aws-us-gov"] : ["aws", "aws-cn", "aws-us-gov"]
        let isPlain = service == .secretsManager && plain.contains(partition.id)
        return isPlain ? partition.dnsSuffix : partition.dualStackDNSSuffix
    }

    /// IAM's one host a partition.
    static func iamHost(in partition: Partition, fips: Bool, dualStack: Bool) -> String {
        let iam = fips ? "iam-fips" : "iam"
        switch (partition.id, fips, dualStack) {
        case ("aws", _, false): return "\(iam).\(partition.dnsSuffix)"
        case ("aws", _, true): return "\(iam).global.\(partition.dualStackDNSSuffix)"
        case ("aws-us-gov", _, false): return "iam.us-gov.\(partition.dnsSuffix)"
        case ("aws-us-gov", _, true): return "iam.us-gov.\(partition.dualStackDNSSuffix)"
        case ("aws-cn", false, true), ("aws-eusc", false, true): return "iam.global.\(partition.dualStackDNSSuffix)"
        case (_, _, true): return "\(iam).\(partition.dualStackDNSSuffix)"
        case ("aws-iso", true, false), ("aws-iso-b", true, false), (_, false, false):
            return "\(iam).\(partition.globalRegion).\(partition.dnsSuffix)"
        case (_, true, false): return "\(iam).\(partition.dnsSuffix)"
        }
    }
}
