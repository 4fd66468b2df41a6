import BatchForge
import InstanceTypes
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// The rights that runs with some files need.
struct FileRights {
    let definitions: [EnvironmentDefinition]
    let builder: ResourceBuilder
    /// The account's number; nil if it is unknown.
    let account: String?
    /// True if `--prune` is to work.
    let prunes: Bool
    /// True if `apply --verify` is to work.
    let verifies: Bool
    /// The object of `--lock`.
    let lease: Lease?

    /// The partition of the files' regions.
    var partition: String { builder.partition(definitions.first?.region ?? "").name }

    /// Returns the policy for a purpose, with what the user should know about it. Names give way to the prefix if they
    /// are too long for a managed policy.
    func policy(for purpose: IAMPolicyCommand.Purpose) -> (policy: AccessPolicy, notes: [String]) {
        var notes: [String] = []
        if account == nil {
            notes.append("ARNs have '*' for the account: give --account-id, or 'account-id' in the file")
        }
        let exact = policy(for: purpose, isShort: false)
        guard exact.characters > AccessPolicy.managedCharacters, definitions.count > 1 else { return (exact, notes) }
        let short = policy(for: purpose, isShort: true)
        guard short.characters < exact.characters else { return (exact, notes) }
        notes.append(
            "the names of \(definitions.count) environments do not fit into a managed policy: they are given as "
                + "\(builder.namePrefix)-*, which allows all environments with that prefix")
        return (short, notes)
    }

    /// The rights without which `apply` of these files fails, with the names of all environments.
    var needs: AccessPolicy {
        var request = request(.apply)
        request.isForNeedsAlone = true
        return request.policy
    }

    private func policy(for purpose: IAMPolicyCommand.Purpose, isShort: Bool) -> AccessPolicy {
        switch purpose {
        case .plan: isShort ? request(.plan).shortPolicy : request(.plan).policy
        case .apply: isShort ? request(.apply).shortPolicy : request(.apply).policy
        case .runtime: LauncherPolicy(definitions, builder, account: account ?? "*", isWide: isShort).policy
        }
    }

    private func request(_ purpose: PolicyRequest.Purpose) -> PolicyRequest {
        let builder = builder
        var request = PolicyRequest(
            purpose, definitions.map { EnvironmentRequest($0, builder: builder, waitTimeout: 0) },
            namePrefix: builder.namePrefix, partition: { builder.partition($0).name },
            baseName: { PhysicalNames($0, prefix: builder.namePrefix).base })
        request.prunes = prunes
        request.verifies = verifies
        request.account = account ?? "*"
        request.lease = lease
        request.asksForInstanceTypes = InstanceTypeCheck.asks(definitions)
        return request
    }
}
