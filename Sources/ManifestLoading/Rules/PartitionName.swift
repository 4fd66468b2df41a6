/// The partition of a region, as ARNs have it behind `arn:`. Source: botocore 1.44.5, partitions.
enum PartitionName {
    static func of(region: String) -> String {
        prefixes.first { region.hasPrefix($0.region) }?.partition ?? "aws"
    }

    private static let prefixes: [(region: String, partition: String)] = [
        ("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"), ("us-iso-", "aws-iso"), ("us-isob-", "aws-iso-b"),
        ("eu-isoe-", "aws-iso-e"), ("us-isof-", "aws-iso-f"), ("eusc-", "aws-eusc"),
    ]
}
