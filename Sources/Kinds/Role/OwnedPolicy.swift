import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import Signing

/// A managed policy that reconcile keeps for one of its roles.
struct OwnedPolicy {
    let name: String
    let arn: String

    /// - Parameter role: the ARN of the role, which contains the partition and the account.
    init(_ name: String, ofRole role: String) {
        self.name = name
        let parts = role.split(separator: ":", omittingEmptySubsequences: false)
        let account = parts.count > 4 ? String(parts[4]) : ""
        arn = "arn:\(parts.count > 1 ? parts[1] : "aws"):iam::\(account):policy/\(name)"
    }

    /// The document in effect; nil if the policy does not exist.
    func document(with caller: any Caller) async throws -> Value? {
        let policy = try await policy(with: caller)
        guard let version = policy?.defaultVersionId else { return nil }
        let answer = try await orNil(.managedPolicy(arn, version: version)) {
            try await caller.call(IAM.GetPolicyVersion(policyArn: arn, versionId: version))
        }
        return answer?.policyVersion?.document.map { Value(policyDocument: $0) }
    }

    /// Creates the policy. If an earlier run created it, its document is updated.
    func create(_ document: Value, for role: Resource, with context: StepContext) async throws {
        let caller = context.global
        try await context.createIdempotently {
            _ = try await caller.call(
                IAM.CreatePolicy(
                    policyName: name, policyDocument: document.json, description: "Made for role \(role.name)",
                    tags: iamTags(tags(for: role))))
        } readBack: {
            guard let found = try await policy(with: caller) else { return nil }
            var owned = role
            owned.name = name
            try ReconciliationError.assure(tagValues(found.tags), areOf: owned)
            if try await self.document(with: caller) != document { try await set(document, with: context) }
        }
        context.made.note(.managedPolicy, name)
    }

    private func policy(with caller: any Caller) async throws -> IAM.Policy? {
        try await orNil(.managedPolicy(arn)) { try await caller.call(IAM.GetPolicy(policyArn: arn)) }?.policy
    }

    /// Makes the document the one in effect. IAM allows five versions; only the last two are kept.
    func set(_ document: Value, with context: StepContext) async throws {
        let caller = context.global
        try await removeOldVersions(with: context)
        try await context.createIdempotently {
            _ = try await caller.call(
                IAM.CreatePolicyVersion(policyArn: arn, policyDocument: document.json, setAsDefault: true))
        } readBack: {
            try await self.document(with: caller) == document ? () : nil
        }
    }

    /// Deletes the policy, which is not attached to the role any more.
    func delete(with context: StepContext) async throws {
        try await removeOldVersions(with: context)
        try await context.retrying(while: { ($0 as? ServiceError)?.code == "DeleteConflict" }) {
            try await ignoringAbsence(of: .managedPolicy(arn)) {
                try await context.global.call(IAM.DeletePolicy(policyArn: arn))
            }
        }
    }

    /// Applies the changes of the role's labels.
    func change(_ changes: TagChanges, with context: StepContext) async throws {
        let set = changes.set.filter { !OwnershipTags.isOurs($0.key) }
        if !set.isEmpty { _ = try await context.global.call(IAM.TagPolicy(policyArn: arn, tags: iamTags(set))) }
        let removed = changes.removed.filter { !OwnershipTags.isOurs($0) }
        if !removed.isEmpty {
            _ = try await context.global.call(IAM.UntagPolicy(policyArn: arn, tagKeys: removed))
        }
    }

    private func removeOldVersions(with context: StepContext) async throws {
        let caller = context.global
        let versions = try await orNil(.managedPolicy(arn)) {
            try await everyPage(of: IAM.ListPolicyVersions.self) { marker in
                let answer = try await caller.call(IAM.ListPolicyVersions(policyArn: arn, marker: marker))
                return (answer.versions ?? [], answer.isTruncated == true ? answer.marker : nil)
            }
        }
        for version in versions ?? [] where version.isDefaultVersion != true {
            guard let id = version.versionId else { continue }
            try await ignoringAbsence(of: .managedPolicy(arn, version: id)) {
                try await caller.call(IAM.DeletePolicyVersion(policyArn: arn, versionId: id))
            }
        }
    }

    private func tags(for role: Resource) -> [String: String] {
        role.tags.filter { !OwnershipTags.isOurs($0.key) }.merging([
            OwnershipTags.owner: role.tags[OwnershipTags.owner] ?? "",
            OwnershipTags.resource: OwnershipTags.resourceValue(.managedPolicy, name),
        ]) { _, own in own }
    }
}

extension Value {
    /// Decodes a policy document, which AWS sends percent-encoded. A text that is not JSON is shown as it is.
    init(policyDocument encoded: String) {
        let text = PercentEncoding.decode(encoded)
        self = (try? ShapeCoding.value(ofJSON: text)) ?? .string(text)
    }
}
