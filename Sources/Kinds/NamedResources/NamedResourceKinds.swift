import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Resources of other owners that files name and that are only read.
    static var namedResources: [KindDefinition] {
        [
            named(ImageReader(), .optional(EC2.DescribeImages.self)), imageParameter,
            named(KeyPairReader(), .optional(EC2.DescribeKeyPairs.self)),
            // All file systems are listed.
            named(
                ElasticFileSystemReader(), .optional(EFS.DescribeFileSystems.self),
                .optional(
                    EFS.DescribeMountTargets.self, EFS.DescribeMountTargetSecurityGroups.self,
                    on: .regional("elasticfilesystem", "file-system/{name}"))),
            named(LustreReader(), .optional(FSx.DescribeFileSystems.self)),
            named(
                NamedRoleReader(), .optional(IAM.GetRole.self, on: .text("{name}")),
                .implied(
                    "iam:PassRole", on: .text("{name}"),
                    if: [.passed(to: "ecs-tasks.amazonaws.com", "batch.amazonaws.com")])),
            named(NamedPolicyReader(), .optional(IAM.GetPolicy.self, on: .text("{name}"))),
            named(SchedulingPolicyReader(), .optional(Batch.DescribeSchedulingPolicies.self)),
            named(EncryptionKeyReader(), .optional(KMS.DescribeKey.self, on: .text("{name}"))),
            named(
                BucketReader(),
                .optional(S3.HeadBucket.self, S3.GetBucketLocation.self, on: .bucket("{name}")),
                .optional(S3.ListBuckets.self, from: BucketReader.listThreshold)),
        ]
    }

    private static var imageParameter: KindDefinition {
        // AWS's own parameters have no account in their ARN, and the value of a file may be one of them.
        var definition = named(
            ImageParameterReader(),
            .optional(
                SSM.GetParameters.self, on: .text("arn:{partition}:ssm:{region}::parameter{name}"),
                .regional("ssm", "parameter{name}")),
            // The AMI that it names is looked up.
            .optional(EC2.DescribeImages.self))
        definition.rules.lifecycle.holdsNameOf = .image
        return definition
    }

    private static func named(_ reader: any ReferenceReader, _ permissions: Permission...) -> KindDefinition {
        KindDefinition(KindRules(reader.kind), reader: reader, permissions: Permissions(permissions))
    }
}
