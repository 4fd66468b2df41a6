extension PromisedRecords {
    /// The what the file names of other services.
    static let named: [String: [PromisedRecord]] = [
        "ecs:DescribeClusters": [
            PromisedRecord("clusters[]", "clusterArn", "clusterName")
        ],
        "elasticfilesystem:DescribeFileSystems": [
            PromisedRecord("FileSystems[]", "FileSystemId", "LifeCycleState")
        ],
        "elasticfilesystem:DescribeMountTargets": [
            PromisedRecord("MountTargets[]", "MountTargetId", "FileSystemId", "SubnetId", "LifeCycleState")
        ],
        "fsx:DescribeFileSystems": [
            PromisedRecord("FileSystems[]", "FileSystemId", "FileSystemType")
        ],
        "kms:DescribeKey": [
            PromisedRecord("KeyMetadata", "KeyId", "Arn", "KeyState")
        ],
        "logs:DescribeLogGroups": [
            PromisedRecord("logGroups[]", "logGroupName", "arn")
        ],
        "s3:ListBuckets": [
            PromisedRecord("Buckets[]", "Name")
        ],
        "sts:GetCallerIdentity": [
            PromisedRecord("", "Account", "Arn")
        ],
        "tag:GetResources": [
            PromisedRecord("ResourceTagMappingList[]", "ResourceARN"),
            PromisedRecord("ResourceTagMappingList[].Tags[]", "Key"),
        ],
    ]
}
