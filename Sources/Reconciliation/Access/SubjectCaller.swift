package import AWSOperations
import ResourceModel

/// Notes in every refusal what the call was about, for sentences of AWS that name no resource.
package struct SubjectCaller: Caller {
    let base: any Caller

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        do {
            return try await base.call(operation)
        } catch var error as ServiceError where error.subject == nil && (400..<500).contains(error.status) {
            error.subject = Self.subject(of: operation)
            throw error
        }
    }

    /// Returns the name or ARN that a call is about; `*` for a read of everything, as in policies.
    package static func subject<O: Operation>(of operation: O) -> String? {
        // EC2's reads have no permissions on single resources.
        let isOfAll = O.qualifiedName.hasPrefix("ec2:Describe")
        let members = isOfAll ? nil : try? ShapeCoding.value(of: operation)
        let found = Self.members.lazy.compactMap { name -> String? in
            guard let value = members?[name] else { return nil }
            return value.string ?? value.strings?.joined(separator: ", ")
        }.first { !$0.isEmpty }
        return found ?? (O.isMutating ? nil : "*")
    }

    /// The members that name the subject of a call, the most particular first.
    private static let members = [
        "computeEnvironmentName", "computeEnvironment", "jobQueueName", "jobQueue", "jobDefinitionName",
        "jobDefinition",
        "InstanceProfileName", "RoleName",
        "PolicyArn", "PolicyName", "PolicySourceArn", "CreationToken", "MountTargetId", "FileSystemId", "ResourceARN",
        "LaunchTemplateName", "LaunchTemplateId", "ResourceId", "AWSServiceName",
        "logGroupName", "logGroupNamePrefix", "resourceArn", "clusters", "computeEnvironments", "jobQueues", "KeyId",
        "Bucket", "bucket", "ClientRequestToken",
    ]
}
