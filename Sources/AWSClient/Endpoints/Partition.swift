/// A partition of AWS: a set of regions with its own names, hosts and ARNs.
///
/// The table is botocore 1.44.5's `partitions.json`.
public struct Partition: Sendable, Hashable {
    /// The partition of ARNs, such as `aws-us-gov`.
    public let id: String
    /// The suffix of host names, such as `amazonaws.com`.
    public let dnsSuffix: String
    /// The suffix of dual-stack host names, such as `api.aws`.
    public let dualStackDNSSuffix: String
    /// The region that IAM and other global services sign with.
    public let globalRegion: String
    /// The beginnings of the regions' names; the longest match wins, and `aws` takes the rest.
    let regionPrefixes: [String]

    /// All partitions.
    public static let all = [
        Partition(
            id: "aws", dnsSuffix: "amazonaws.com", dualStackDNSSuffix: "api.aws", globalRegion: "us-east-1",
            regionPrefixes: [""]),
        Partition(
            id: "aws-cn", dnsSuffix: "amazonaws.com.cn", dualStackDNSSuffix: "api.amazonwebservices.com.cn",
            globalRegion: "cn-north-1", regionPrefixes: ["cn-", "aws-cn-"]),
        Partition(
            id: "aws-eusc", dnsSuffix: "amazonaws.eu", dualStackDNSSuffix: "api.amazonwebservices.eu",
            globalRegion: "eusc-de-east-1", regionPrefixes: ["eusc-"]),
        Partition(
            id: "aws-iso", dnsSuffix: "c2s.ic.gov", dualStackDNSSuffix: "api.aws.ic.gov",
            globalRegion: "us-iso-east-1", regionPrefixes: ["us-iso-", "aws-iso-"]),
        Partition(
            id: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov", dualStackDNSSuffix: "api.aws.scloud",
            globalRegion: "us-isob-east-1", regionPrefixes: ["us-isob-", "aws-iso-b-"]),
        Partition(
            id: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk", dualStackDNSSuffix: "api.cloud-aws.adc-e.uk",
            globalRegion: "eu-isoe-west-1", regionPrefixes: ["eu-isoe-", "aws-iso-e-"]),
        Partition(
            id: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov", dualStackDNSSuffix: "api.aws.hci.ic.gov",
            globalRegion: "us-isof-south-1", regionPrefixes: ["us-isof-", "aws-iso-f-"]),
        Partition(
            id: "aws-us-gov", dnsSuffix: "amazonaws.com", dualStackDNSSuffix: "api.aws", globalRegion: "us-gov-west-1",
            regionPrefixes: ["us-gov-", "aws-us-gov-"]),
    ]

    /// The partition of a region; a region that is not known yet is taken for one of the main partition.
    public static func partition(ofRegion region: String) -> Partition {
        var best = (partition: all[0], length: 0)
        for partition in all {
            for prefix in partition.regionPrefixes where region.hasPrefix(prefix) && prefix.count > best.length {
                best = (partition, prefix.count)
            }
        }
        return best.partition
    }
}
