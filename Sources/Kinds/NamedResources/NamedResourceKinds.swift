import AWSOperations
import Planning
import Reconciliation

extension KindDefinition {
    /// Resources of other owners that files name and that are only read.
    static var namedResources: [KindDefinition] {
        [
            named(ImageReader(), EC2.DescribeImages.self), named(KeyPairReader(), EC2.DescribeKeyPairs.self),
            named(
                ElasticFileSystemReader(), EFS.DescribeFileSystems.self, EFS.DescribeMountTargets.self,
                EFS.DescribeMountTargetSecurityGroups.self),
            named(LustreReader(), FSx.DescribeFileSystems.self), named(NamedRoleReader(), IAM.GetRole.self),
            named(NamedPolicyReader(), IAM.GetPolicy.self),
            named(SchedulingPolicyReader(), Batch.DescribeSchedulingPolicies.self),
            named(EncryptionKeyReader(), KMS.DescribeKey.self),
            named(BucketReader(), S3.HeadBucket.self, S3.GetBucketLocation.self, S3.ListBuckets.self),
        ]
    }

    private static func named(_ reader: any ReferenceReader, _ calls: any Operation.Type...) -> KindDefinition {
        KindDefinition(KindRules(reader.kind), reader: reader, permissions: Permissions(optional: calls))
    }
}
