import AWSClient
import BatchForge
import Diagnostics
import ManifestLoading
import Reconciliation
import ResourceModel

/// Checks if the caller has the rights that `apply` of the files needs. IAM's simulation knows the policies of the caller
/// and not those of a session or a resource [aws-rules: The policy simulator], so a denial is a warning.
struct CallerRightsCheck {
    let access: AWSAccess
    let definitions: [EnvironmentDefinition]
    let builder: ResourceBuilder

    /// Returns the result for a caller; nil without an environment, for which nothing is needed.
    func result(_ caller: CallerIdentity) async throws -> CheckResult? {
        guard !definitions.isEmpty else { return nil }
        let rights = FileRights(
            definitions: definitions, builder: builder, account: caller.accountID, prunes: false, verifies: false,
            lease: nil)
        let found = try await CallerRights(
            access, regions: definitions.compactMap(\.region),
            globalRegion: Partition.partition(ofRegion: access.globalRegion).globalRegion
        ).lacking(rights.needs, principal: caller.principal)
        return Self.result(found, caller.principal)
    }

    /// Returns what is told of a simulation.
    static func result(_ found: CallerRights.Result, _ principal: String) -> CheckResult {
        switch found {
        case .impossible(let reason):
            unknown("IAM was not asked if the caller may do all that apply needs: \(reason)", "")
        case .failed(let error):
            unknown(
                "IAM did not say if the caller may do all that apply needs: \(error)",
                "if a right is missing: allow iam:SimulatePrincipalPolicy on the caller, and iam:GetRole if it is a role"
            )
        case .known(let findings):
            CheckResult(
                "the caller may do all that apply needs: \(findings.actions) actions",
                denials(findings, principal) + gaps(findings))
        }
    }

    private static func unknown(_ summary: String, _ detail: String) -> CheckResult {
        CheckResult("rights of the caller", [note(summary, detail)])
    }

    private static func note(_ summary: String, _ detail: String) -> Diagnostic {
        Diagnostic(.note, "rights-unknown", summary, detail: detail)
    }

    /// A warning for each action that is denied.
    private static func denials(_ findings: CallerRights.Findings, _ principal: String) -> [Diagnostic] {
        let groups = Dictionary(grouping: findings.denied, by: \.action)
        return groups.sorted { $0.key < $1.key }.map { action, rights in
            Diagnostic(
                .warning, "missing-right",
                "IAM's simulation says that the caller may not do '\(action)' on \(list(rights.map(place)))",
                detail: remedy(rights, principal))
        }
    }

    /// The resource, with the facts that belong to it.
    private static func place(_ right: DeniedRight) -> String {
        let facts = right.facts.sorted { $0.key < $1.key }.map { "\($0.key) '\($0.value)'" }
        return facts.isEmpty ? right.resource : "\(right.resource) (\(facts.joined(separator: ", ")))"
    }

    private static func remedy(_ rights: [DeniedRight], _ principal: String) -> String {
        if rights.contains(where: { $0.cause == .organization }) {
            return "a policy of the organization does not allow it: ask the administrator of your organization"
        }
        if rights.contains(where: { $0.cause == .boundary }) {
            return "the permissions boundary of '\(principal)' does not allow it: change the boundary"
        }
        let policy = "'reconcile iam-policy FILE… --for apply' prints the policy that allows it"
        if rights.contains(where: { $0.cause == .denied }) {
            return "a policy of '\(principal)' denies it: change that policy; \(policy)"
        }
        return "give the policy to '\(principal)': \(policy)"
    }

    /// Notes on what is not known.
    private static func gaps(_ findings: CallerRights.Findings) -> [Diagnostic] {
        var notes: [Diagnostic] = []
        if !findings.undecided.isEmpty {
            notes.append(
                note(
                    "IAM's simulation does not decide on \(list(findings.undecided))",
                    "policies of the caller test what is known only of a call: \(list(findings.missingKeys))"))
        }
        if !findings.unanswered.isEmpty {
            notes.append(note("IAM's simulation gave no answer on \(list(findings.unanswered))", ""))
        }
        if findings.isCut {
            notes.append(
                note(
                    "only a part of the rights that apply needs was looked at",
                    "the files have too many environments for that; give the files in parts, or choose with --target"))
        }
        return notes
    }

    private static let mostListed = 3

    /// Returns the first of some texts, each once, and the number of the others.
    private static func list(_ texts: [String]) -> String {
        let all = texts.uniqued()
        let rest = all.count - mostListed
        return all.prefix(mostListed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
