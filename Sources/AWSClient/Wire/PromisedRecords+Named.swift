extension PromisedRecords {
    /// The records of other services that the file names.
    ///
    /// A mount target has at least one security group: that of its VPC if none was given
    /// (<https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html>).
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
        "elasticfilesystem:DescribeMountTargetSecurityGroups": [
            PromisedRecord("", "SecurityGroups")
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
