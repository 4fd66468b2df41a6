package import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// The calls of a program that has the rights of a policy and no others.
package struct PolicyCaller: Caller {
    package let base: SimulatedCaller
    package let account: SimulatedAccount
    package let policy: IdentityPolicy
    package let journal: RightsJournal

    package init(base: SimulatedCaller, account: SimulatedAccount, policy: IdentityPolicy, journal: RightsJournal) {
        self.base = base
        self.account = account
        self.policy = policy
        self.journal = journal
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        // No policy can deny it [aws-rules: Resources of actions].
        if O.qualifiedName == "sts:GetCallerIdentity" { return try await base.call(operation) }
        let rights = NeededRight.all(for: operation, region: base.region, in: await account.view())
        await journal.note(rights)
        guard let denied = rights.first(where: { !policy.allows($0.request) }) else {
            return try await base.call(operation)
        }
        await journal.note(denied: denied)
        return try await base.call(operation, refusing: Denial.refusal(denied, by: O.qualifiedName, .whole))
    }
}

/// The rights that calls asked for.
package actor RightsJournal {
    /// All of them.
    package private(set) var asked: Set<NeededRight> = []
    /// Those that the policy did not have.
    package private(set) var denied: Set<NeededRight> = []

    package init() {}

    func note(_ rights: [NeededRight]) { asked.formUnion(rights) }

    func note(denied right: NeededRight) { denied.insert(right) }
}
