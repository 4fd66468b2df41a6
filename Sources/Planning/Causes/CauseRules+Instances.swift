extension CauseRules {
    /// Machine images.
    static let images: [CauseRule] = [
        CauseRule(
            .imageInvalid, .says("invalid imagetype"), .says("imagetype", "not valid"),
            .says("imagetype", "not supported"),
            .says("imagetype", "no longer supported"), .says("image type", "not valid"), .says("image type", "invalid"),
            .says("image type", "not supported"),
            remedy:
                "Batch does not take this image type: use ECS_AL2023 or ECS_AL2023_NVIDIA, or an image of your own in "
                + "'ami-id'", source: "https://github.com/aws/aws-cdk/pull/30928"),
        CauseRule(
            .imageInvalid, .says("marketplace"),
            remedy: "accept the terms of the image on the AWS Marketplace with this account, or give another 'ami-id'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .imageInvalid, .says("not authorized for images"), .code("InvalidAMIID.Unavailable"),
            .says("ami", "is pending"), .says("image", "is not available"), .says("image", "is disabled"),
            remedy:
                "the account may not use the image {resource}, or it is not ready: have it shared with the account, or "
                + "give another 'ami-id'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .imageInvalid, .code("InvalidAMIID.Malformed"), .says("invalid id", "ami"),
            remedy: "'ami-id' is no image id: it has the form ami- and 8 or 17 hexadecimal digits",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .imageInvalid, .code("InvalidAMIID*"), .says("image id", "does not exist"),
            .says("ami id", "does not exist"),
            .says("ami", "does not exist"), .says("image", "ami-", "not exist"), .says("image", "ami-", "not found"),
            remedy:
                "the image {resource} does not exist in this region, or the account may not use it: give the id of an "
                + "image of this region in 'ami-id'", source: "https://github.com/doccano/doccano/issues/190"),
        CauseRule(
            .imageInvalid, .says("ena", "enabled for ena"), .says("nvme", "ami"),
            remedy:
                "the image lacks a driver that the instance types need: give an image with it in 'ami-id', or other "
                + "'instance-types'",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html"),
    ]

    /// Instance types, and EC2's capacity of them.
    static let instances: [CauseRule] = [
        CauseRule(
            .instanceTypeUnsupported, .says("architecture", "does not match"),
            remedy:
                "the instance types and the image are of different architectures: make 'instance-types' and 'ami-id' "
                + "fit each other",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html"),
        CauseRule(
            .instanceTypeUnsupported, .says("not supported in your requested availability zone"),
            .says("instance type", "not supported", "zone"), .says("instance type", "not offered"),
            .says("instance type", "not available in"), .says("instance type", "isn't supported", "zone"),
            .says("instance type", "isn't offered"), .says("availability zone is no longer supported"),
            .says("requested availability zone", "constrained"),
            remedy:
                "EC2 does not offer {type} in the zone of one of the subnets: remove it from 'instance-types', or name "
                + "'subnets' in zones that offer it",
            source: "https://github.com/hashicorp/terraform-provider-aws/issues/26377"),
        CauseRule(
            .instanceTypeUnsupported, .says("instance type can only be one of"), .says("instance types do not exist"),
            .code("InvalidInstanceType"), .says("invalid value", "instancetype"), .says("invalid instance type"),
            .says("instance type", "does not exist"), .says("instance type", "not valid"),
            .says("instancetype", "is invalid"), .says("instance family", "not"),
            remedy: "an entry of 'instance-types' is no type or family that Batch takes in this region: correct it; "
                + "'reconcile instance-types' lists them", source: "https://github.com/Netflix/metaflow/issues/70"),
        CauseRule(
            .instanceTypeUnsupported, .says("requested configuration is currently not supported"),
            .says("not supported for this instance type"), .says("placement group", "may not be used"),
            .says("instance type", "does not support"), .says("instance type", "not supported"),
            .says("instance type", "isn't supported"), .says("instance type", "doesn't support"),
            .says("virtualization type", "match"),
            .says("instance types", "not supported"), .all(.code("Unsupported"), .says("instance")),
            .all(.code("UnsupportedOperation"), .says("instance type")),
            remedy: "EC2 does not start these instance types with this image, launch template or zone: take other "
                + "'instance-types', or change what they do not support",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html"),
        CauseRule(
            .other, .code("InsufficientInstanceCapacity"), .code("UnfulfillableCapacity"),
            .code("InsufficientHostCapacity"), .code("InsufficientReservedInstanceCapacity"),
            .says("sufficient", "capacity in the availability zone"), .says("insufficient capacity"),
            .says("no spot capacity"), .says("there is no spot capacity available"), passes: true,
            remedy: "EC2 has no capacity for these instance types in these zones now: allow more 'instance-types' or "
                + "'subnets' in more zones, or wait",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html"),
        CauseRule(
            .other, .code("SpotMaxPriceTooLow"), .says("lower than the minimum required spot"), .says("price too low"),
            remedy: "Spot costs more than the environment may pay now: raise or remove 'bid-percentage', or allow more "
                + "'instance-types'",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html"),
    ]

    /// Launch templates. Texts about what a template names come first.
    static let templates: [CauseRule] = [
        CauseRule(
            .keyPairMissing, .all(.says("key pair"), .says("does not exist")), .code("InvalidKeyPair.NotFound"),
            .says("key pair", "not found"), .says("keypair", "does not exist"), .says("invalid key pair"),
            .says("key pair", "is invalid"), .says("key pair", "not valid"),
            remedy:
                "the key pair {resource} does not exist in this region: give the name of one that exists in 'key-pair', "
                + "without a file ending, or leave it out",
            source: "https://github.com/aws-samples/amazon-eks-machine-learning-with-terraform-and-kubeflow/issues/15"),
        CauseRule(
            .securityGroupMismatch, .says("security group", "not linked to the vpc"),
            .says("belong to different networks"),
            .says("security group", "does not exist in vpc"), .says("security group", "not in the same vpc"),
            .says("security group", "does not exist in default vpc"), .says("security group", "different vpc"),
            remedy:
                "the security groups belong to another VPC than the subnets: give 'security-groups' and 'subnets' of "
                + "one VPC", source: "https://github.com/aws-samples/aws-genomics-workflows/issues/129"),
        CauseRule(
            .securityGroupMismatch, .code("InvalidGroup.NotFound"), .code("InvalidSecurityGroupID.NotFound"),
            .code("InvalidGroupId.*"), .says("security group", "does not exist"), .says("security group", "not found"),
            .says("security group", "is invalid"), .says("security group", "not valid"),
            remedy: "the security group {resource} does not exist in this region and VPC: correct 'security-groups'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .launchTemplateInvalid, .says("not mime"), .says("mime multi"), .says("multipart format"),
            remedy:
                "the user data of the launch template is not MIME multipart: run again, which makes a new version with "
                + "multipart user data and points the environment at it",
            source: "https://github.com/aws/aws-cdk/issues/6427"),
        CauseRule(
            .launchTemplateInvalid, .says("user data is limited"), .says("user data", "too l"),
            .says("userdata", "too l"),
            .says("userdata", "limited to"), .says("user data", "exceed"), .says("userdata", "exceed"),
            remedy: "the user data is over EC2's limit of 16 KB: shorten 'ecs-config'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"),
        CauseRule(
            .launchTemplateInvalid, .all(.code("InvalidLaunchTemplateName.Malformed")),
            .says("launch template name must be"),
            remedy:
                "the template's name has characters or a length that EC2 refuses: choose a name of 3 to 128 allowed "
                + "characters", source: "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/932"),
        CauseRule(
            .launchTemplateInvalid, .code("InvalidLaunchTemplateId.VersionNotFound"),
            .says("launch template version", "does not exist"), .says("version", "launch template", "not find"),
            .says("launch template version", "not found"), .says("specified version", "launch template"),
            passes: true,
            remedy:
                "the version of the launch template that is named does not exist: run again, which "
                + "points the environment at a version that exists",
            source: "https://github.com/hashicorp/terraform-provider-aws/issues/40088"),
        CauseRule(
            .launchTemplateInvalid, .code("InvalidLaunchTemplateId*"), .code("InvalidLaunchTemplateName.NotFound*"),
            .says("launch template", "does not exist"), .says("launchtemplate", "does not exist"),
            .says("launch template", "not found"), .says("launchtemplate", "not found"),
            .says("launchtemplate", "not find"),
            remedy:
                "the launch template {resource} does not exist: run again to have it made, or destroy the environment "
                + "and apply again", source: "https://github.com/hashicorp/terraform-provider-aws/issues/5633"),
        CauseRule(
            .launchTemplateInvalid, .says("launch template", "network interface", "security group"),
            .says("network interface", "security groups may not be specified"),
            .says("launch template security group", "compute environment security group"),
            remedy:
                "the environment and its launch template both bring security groups: take them out of one of the two",
            source: "https://github.com/aws/aws-cdk/issues/21577"),
        CauseRule(
            .launchTemplateInvalid, .code("InvalidBlockDeviceMapping"), .says("is smaller than snapshot"),
            .says("invalid device name"), .says("block device mapping"), .says("iops to volume size ratio"),
            .code("InvalidUserData.Malformed"), .says("valid fully-formed launch template"),
            .all(.says("launch template"), .says("invalid")), .all(.says("launch template"), .says("not valid")),
            remedy: "EC2 does not take what the launch template asks for: correct what the text names, such as "
                + "'boot-disk-size', which must not be smaller than the image",
            source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-launch-template.html"),
    ]

    /// The network of instances.
    static let networks: [CauseRule] = [
        CauseRule(
            .networkUnreachable, .says("joined the underlying"), .says("none of the instances joined"),
            .says("none of the nodes joined"), .says("not join", "cluster"), .says("failed to join", "cluster"),
            remedy: "instances start and do not join their cluster: check that the subnets have a route to ECS (NAT "
                + "gateway, public addresses or interface endpoints for ecs, ecs-agent, ecs-telemetry, ecr and logs), the "
                + "instance role, and the log of the boot script; then replace or re-enable the environment",
            source: "https://docs.aws.amazon.com/batch/latest/userguide/batch_eks_invalid_compute_environment.html"),
        CauseRule(
            .other, .code("InsufficientFreeAddressesInSubnet"), .says("free addresses"), .says("free ip addresses"),
            .says("not enough", "addresses"), .says("insufficient", "addresses"), .says("not enough ip"), passes: true,
            remedy: "the subnet {resource} has no free addresses left: add 'subnets', or free addresses there",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .other, .code("InvalidSubnetID*"), .code("InvalidSubnet*"), .says("subnet", "does not exist"),
            remedy: "the subnet {resource} does not exist in this region: correct 'subnets'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .other, .code("InvalidVpcID*"), .says("vpc id", "does not exist"), .says("the vpc", "does not exist"),
            .says("no default vpc"),
            remedy: "the VPC {resource} does not exist in this region: correct 'vpc-id'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
    ]
}
