import AWSOperations
import Reconciliation

extension Kinds {
    /// The IAM actions that plan and status need.
    package static var actionsForReading: Set<String> {
        Set(all.all.flatMap(\.permissions.reading)).union(["sts:GetCallerIdentity"])
    }

    /// The IAM actions that plan, status and doctor do without, with a note.
    package static var optionalActions: Set<String> {
        Set(all.all.flatMap(\.permissions.optional))
            .union([
                "ec2:DescribeInstanceTypes", CloudTrail.LookupEvents.qualifiedName,
                IAM.SimulatePrincipalPolicy.qualifiedName,
            ])
    }

    /// The IAM actions that apply and destroy need besides; those on objects are for the lock.
    package static var actionsForWriting: Set<String> {
        Set(all.all.flatMap(\.permissions.writing)).union(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
    }

    /// The IAM actions that submit needs besides those for reading, with --follow and --cancel-on-interrupt.
    package static var actionsForSubmitting: Set<String> {
        let calls: [any Operation.Type] = [
            Batch.SubmitJob.self, Batch.DescribeJobs.self, Batch.TerminateJob.self, Logs.GetLogEvents.self,
        ]
        return Set(calls.map { Permission.action(of: $0.qualifiedName) })
    }
}
