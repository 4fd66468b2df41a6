import Diagnostics
import Kinds
import Planning
import Reconciliation
import ResourceModel

extension Session {
    /// The fingerprint of the state of AWS at the time when it was read.
    var fingerprint: Fingerprint { Fingerprint(of: intent.resources, in: observation, Kinds.catalog) }

    /// Reads AWS for a saved plan; ends where the account is another one, or AWS not what the plan was made for.
    ///
    /// - Parameter waitTimeout: seconds to wait, where another time is wanted than the plan's.
    static func open(
        _ saved: SavedPlan, _ options: AWSOptions, _ output: OutputChoice, process: ProcessEnvironment,
        waitTimeout: Int?, lock: Lock
    ) async throws -> Session {
        let resolver = AccountResolver(options: options, process: process)
        // Profiles of one account are one part, which is planned with the credentials of the first.
        let first = resolver.profileGroups(saved.places)[0].indices
        let (account, notes) = try resolver.open(for: first.map { saved.places[$0] })
        var intent = saved.intent
        if let waitTimeout {
            for index in intent.environments.indices {
                intent.environments[index].policy.waitTimeoutSeconds = waitTimeout
            }
        }
        await account.provideReferences(intent.environments)
        // The lock is taken only for the plan's own account.
        let resolved = try await ResolvedAccount.resolve(account, notes, intent.environments, options, process, nil)
        let identity = try await resolved.identity.value
        guard identity.accountID == saved.accountID else {
            throw CommandError(
                "the credentials lead to account \(identity.accountID), and the plan was made for \(saved.accountID)",
                detail: "use credentials of \(saved.accountID)", kind: "wrong-account", status: ExitStatus.refused)
        }
        try await lock.take(on: account, principal: identity.principal, process: process)
        let observer = StateReader(account.access)
        let found = try await observer.observe(
            intent.resources, accountID: identity.accountID, principal: identity.principal)
        let (observation, plan) = try await observer.lookingIntoQueues(found, for: intent)
        let session = Session(
            account: account, intent: intent, definitions: [], places: saved.places, observation: observation,
            plan: plan,
            lookup: .everything, diagnostics: notes, notes: notes, sources: Sources())
        try session.report(notes, output, process)
        try assure(saved.fingerprint, is: session.fingerprint)
        // A plan is saved only if no guard refuses it. What one refuses by now is shown with its reason.
        guard plan.idWithoutRefusals == saved.planID else { throw CommandError(saved: saved, now: plan.id) }
        let findings = ReferenceCheck(intent: intent, observation: observation, plan: plan).diagnostics([])
        try session.report(findings.filter { $0.severity == .error }, output, process)
        return session
    }

    /// Reads AWS once more; ends where it is not what the plan was made for.
    func assureUnmoved() async throws {
        let now = try await StateReader(account.access).observe(
            intent.resources(lookingUp: lookup, Kinds.catalog), accountID: observation.accountID,
            principal: observation.principal)
        try Self.assure(fingerprint, is: Fingerprint(of: intent.resources, in: now, Kinds.catalog))
    }

    private static func assure(_ planned: Fingerprint, is now: Fingerprint) throws {
        let mismatches = planned.mismatches(with: now)
        if !mismatches.isEmpty { throw CommandError(stale: mismatches) }
    }
}
