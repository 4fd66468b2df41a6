import AWSOperations
import ResourceModel
import SimulatedAWS

extension OutsideChange {
    /// Changes or takes away a tag of a resource.
    static func tag(_ key: String, to value: String?) -> OutsideChange {
        OutsideChange(kind: ResourceKind(rawValue: ""), path: "tags.\(key)") { resource, bench in
            let caller = bench.caller
            let (name, arn) = (resource.name, resource.attributes["arn"]?.string ?? "")
            switch (resource.address.kind, value) {
            case (.computeEnvironment, let value?), (.jobQueue, let value?), (.schedulingPolicy, let value?),
                (.jobDefinition, let value?):
                _ = try await caller.call(Batch.TagResource(resourceArn: arn, tags: [key: value]))
            case (.computeEnvironment, nil), (.jobQueue, nil), (.schedulingPolicy, nil),
                (.jobDefinition, nil):
                _ = try await caller.call(Batch.UntagResource(resourceArn: arn, tagKeys: [key]))
            case (.role, let value?):
                _ = try await caller.call(IAM.TagRole(roleName: name, tags: [IAM.Tag(key: key, value: value)]))
            case (.role, nil): _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: [key]))
            case (.instanceProfile, let value?):
                _ = try await caller.call(
                    IAM.TagInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: key, value: value)]))
            case (.instanceProfile, nil):
                _ = try await caller.call(IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: [key]))
            case (.launchTemplate, let value?):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(
                    EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: key, value: value)]))
            case (.launchTemplate, nil):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EC2.DeleteTags(resources: [id], tags: [EC2.Tag(key: key)]))
            case (.elasticFileSystem, let value?):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EFS.TagResource(resourceId: id, tags: [EFS.Tag(key: key, value: value)]))
            case (.elasticFileSystem, nil):
                let id = resource.attributes["id"]?.string ?? ""
                _ = try await caller.call(EFS.UntagResource(resourceId: id, tagKeys: [key]))
            case (.lustreFileSystem, let value?):
                _ = try await caller.call(FSx.TagResource(resourceARN: arn, tags: [FSx.Tag(key: key, value: value)]))
            case (.lustreFileSystem, nil):
                _ = try await caller.call(FSx.UntagResource(resourceARN: arn, tagKeys: [key]))
            case (.logGroup, let value?):
                _ = try await caller.call(Logs.TagResource(resourceArn: arn, tags: [key: value]))
            case (.logGroup, nil):
                _ = try await caller.call(Logs.UntagResource(resourceArn: arn, tagKeys: [key]))
            default: return false
            }
            return true
        }
    }
}
