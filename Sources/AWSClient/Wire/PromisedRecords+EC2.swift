extension PromisedRecords {
    /// The templates, networks and images of EC2.
    ///
    /// A template has an id and a name, and its versions have numbers. A tag has a key; its value may be empty.
    static let ec2: [String: [PromisedRecord]] = [
        "ec2:CreateLaunchTemplate": [
            PromisedRecord("launchTemplate", "launchTemplateId", "launchTemplateName")
        ],
        "ec2:CreateLaunchTemplateVersion": [
            PromisedRecord("launchTemplateVersion", "launchTemplateId", "versionNumber")
        ],
        "ec2:DeleteLaunchTemplate": [
            PromisedRecord("launchTemplate", "launchTemplateId")
        ],
        "ec2:DescribeImages": [
            PromisedRecord("imagesSet[]", "imageId", "imageState")
        ],
        "ec2:DescribeInstanceTypes": [
            PromisedRecord("instanceTypeSet[]", "instanceType")
        ],
        "ec2:DescribeKeyPairs": [
            PromisedRecord("keySet[]", "keyName")
        ],
        "ec2:DescribeLaunchTemplates": [
            PromisedRecord(
                "launchTemplates[]", "launchTemplateId", "launchTemplateName", "defaultVersionNumber",
                "latestVersionNumber"),
            PromisedRecord("launchTemplates[].tagSet[]", "key"),
        ],
        "ec2:DescribeLaunchTemplateVersions": [
            PromisedRecord(
                "launchTemplateVersionSet[]", "launchTemplateId", "launchTemplateName", "versionNumber",
                "defaultVersion", "launchTemplateData"),
            PromisedRecord("launchTemplateVersionSet[].launchTemplateData.blockDeviceMappingSet[]", "deviceName"),
            PromisedRecord("launchTemplateVersionSet[].launchTemplateData.tagSpecificationSet[]", "resourceType"),
            PromisedRecord("launchTemplateVersionSet[].launchTemplateData.tagSpecificationSet[].tagSet[]", "key"),
        ],
        "ec2:DescribeSecurityGroups": [
            PromisedRecord("securityGroupInfo[]", "groupId"),
            PromisedRecord("securityGroupInfo[].tagSet[]", "key"),
        ],
        "ec2:DescribeSubnets": [
            PromisedRecord("subnetSet[]", "subnetId", "vpcId"),
            PromisedRecord("subnetSet[].tagSet[]", "key"),
        ],
        "ec2:DescribeVpcs": [
            PromisedRecord("vpcSet[]", "vpcId"),
            PromisedRecord("vpcSet[].tagSet[]", "key"),
        ],
    ]
}
