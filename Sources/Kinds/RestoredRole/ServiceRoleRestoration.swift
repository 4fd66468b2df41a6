import AWSOperations
import Reconciliation
import ResourceModel

/// Gives a compute environment back the service role that was deleted before it, for as long as Batch needs it to delete
/// the environment.
struct ServiceRoleRestoration: Sendable {
    private let environment: ObservedResource
    private let arn: String
    private let name: String
    /// The path, with a slash at both ends, as IAM requires it.
    private let path: String

    /// Nil for an environment without a service role.
    init?(_ environment: ObservedResource) {
        // arn:aws:iam::123456789012:role/path/name
        guard let arn = environment.properties["serviceRole"]?.string else { return nil }
        let parts = arn.split(separator: "/").dropFirst().map(String.init)
        guard arn.contains(":role/"), let name = parts.last else { return nil }
        self.environment = environment
        self.arn = arn
        self.name = name
        path = parts.count == 1 ? "/" : "/" + parts.dropLast().joined(separator: "/") + "/"
    }

    /// The name of the role; nil for Batch's own, which is not looked up.
    var roleToLookUp: String? { path == Self.linkedPath ? nil : name }

    private static let linkedPath = "/aws-service-role/batch.amazonaws.com/"

    /// Creates the role if it does not exist. An existing role is left as it is, even if it is wrong.
    ///
    /// The name is recorded first, in a tag on the environment's launch template. If the run dies, the next one finds
    /// the role by it.
    ///
    /// - Parameter reason: Batch's reason why the environment is INVALID, if it is.
    /// - Returns: the launch template with the record, if the role has to be deleted again.
    func restore(because reason: String?, with context: StepContext) async throws -> String? {
        if path == Self.linkedPath {
            if reason?.lowercased().contains("sts:assumerole") == true { try await restoreLinkedRole(with: context) }
            return nil
        }
        let caller = context.global
        let wanted = RestoredRoleDriver.tags(name, of: environment.address)
        let existing = try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }?.role
        if let existing {
            // The role of an earlier run that died may lack its policy.
            let held = tagValues(existing.tags)
            guard wanted.allSatisfy({ held[$0.key] == $0.value }) else { return nil }
        }
        let template = try await ownTemplate(with: context)
        await context.report("its service role \(name) is missing, restoring it until the environment is deleted")
        if existing == nil {
            let record = ec2Tags([OwnershipTags.restoredRole: path + name])
            _ = try await context.caller(environment.address).call(EC2.CreateTags(resources: [template], tags: record))
            try await context.createIdempotently {
                _ = try await caller.call(
                    IAM.CreateRole(
                        roleName: name, assumeRolePolicyDocument: Self.trust, path: path,
                        description: "Restored by reconcile until Batch has deleted \(environment.name)",
                        permissionsBoundary: context.environment.permissionsBoundary, tags: iamTags(wanted)))
            } readBack: {
                try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }.map { _ in () }
            }
        }
        context.made.note(.role, name)
        _ = try await whileNotVisible(context) {
            try await caller.call(IAM.AttachRolePolicy(roleName: name, policyArn: RestoredRoleDriver.policy(arn)))
        }
        try await context.letIAMSpread()
        return template
    }

    /// Deletes a role that was restored, and its record.
    func undo(recordedOn template: String, with context: StepContext) async throws {
        try await RestoredRoleDriver().remove(name, recordedOn: template, of: environment.address, with: context)
    }

    /// Creates Batch's own role again, which takes a separate call. It stays.
    private func restoreLinkedRole(with context: StepContext) async throws {
        do {
            _ = try await context.global.call(IAM.CreateServiceLinkedRole(awsServiceName: "batch.amazonaws.com"))
        } catch let error as ServiceError where error.code == "InvalidInput" {
            return  // IAM's code for a role that exists.
        }
        try await context.letIAMSpread()
    }

    /// Returns the environment's launch template, if it belongs to the same owner: another owner's is never changed.
    private func ownTemplate(with context: StepContext) async throws -> String {
        let caller = context.caller(environment.address)
        let id = environment.properties[path: "computeResources.launchTemplate.launchTemplateId"]?.string ?? ""
        let answer =
            id.isEmpty
            ? nil
            : try await orNil(.launchTemplate(id: id)) {
                try await caller.call(EC2.DescribeLaunchTemplates(launchTemplateIds: [id]))
            }
        let owner = tagValues(answer?.launchTemplates?.first?.tags)[OwnershipTags.owner]
        guard owner != nil, owner == environment.tags[OwnershipTags.owner] else {
            throw ReconciliationError(
                "\(environment.name) cannot be deleted: its service role \(name) is gone",
                detail: "make a role of the same name and path again that trusts batch.amazonaws.com and has the "
                    + "policy AWSBatchServiceRole, then run again", address: environment.address)
        }
        return id
    }

    private static let trust =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"batch.amazonaws.com"},"#
        + #""Action":"sts:AssumeRole"}]}"#
}
