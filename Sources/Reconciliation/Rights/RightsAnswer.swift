import AWSOperations

/// The answer of IAM's simulation to one question.
struct RightsAnswer: Sendable {
    /// The rights that are denied.
    private(set) var denied: [DeniedRight] = []
    /// The actions that depend on facts about calls that are not known before they are made.
    private(set) var undecided: [String] = []
    /// The keys of these facts.
    private(set) var missingKeys: [String] = []
    /// The actions that the answer lacks, or about which it says something unknown.
    private(set) var unanswered: [String] = []

    private let question: RightsQuestion

    /// Reads the results.
    init(_ question: RightsQuestion, _ results: [IAM.EvaluationResult]) {
        self.question = question
        // Names of actions have no case.
        let known = results.grouped { ($0.evalActionName ?? "").lowercased() }
        for action in question.actions { add(action, known[action.lowercased()] ?? []) }
    }

    /// A decision on an action: on one resource, or the strictest one on all of them if no resource is named.
    private struct Verdict {
        let resource: String?
        let decision: String?
        let missing: [String]
        let cause: DeniedRight.Cause
    }

    private mutating func add(_ action: String, _ results: [IAM.EvaluationResult]) {
        let verdicts = results.flatMap { Self.verdicts($0, question) }
        let names = Set(verdicts.compactMap(\.resource))
        let isWhole = names.isSuperset(of: question.resources) || verdicts.count == 1 && names.isEmpty
        if !isWhole || verdicts.isEmpty || verdicts.contains(where: { !Self.isKnown($0.decision) }) {
            unanswered.append(action)
        }
        let open = verdicts.filter { Self.isDenial($0.decision) && !$0.missing.isEmpty }
        if !open.isEmpty { undecided.append(action) }
        missingKeys += open.flatMap(\.missing)
        let facts = question.facts.filter { $0.key != RightsQuestion.regionKey }
        let resources = question.resources.isEmpty ? "*" : question.resources.joined(separator: ", ")
        denied += verdicts.filter { Self.isDenial($0.decision) && $0.missing.isEmpty }.map { verdict in
            DeniedRight(
                action: action, resource: verdict.resource ?? resources, facts: facts, cause: verdict.cause)
        }
    }

    /// Since its change, IAM sends one result for each action, with the decisions on resources under it; before it sent
    /// one result for each pair [aws-rules: The policy simulator].
    private static func verdicts(_ result: IAM.EvaluationResult, _ question: RightsQuestion) -> [Verdict] {
        let patterns = question.patterns
        let single = result.resourceSpecificResults ?? []
        guard !single.isEmpty else {
            return [
                Verdict(
                    resource: result.evalResourceName.flatMap { patterns[$0] }, decision: result.evalDecision,
                    missing: result.missingContextValues ?? [],
                    cause: cause(result.evalDecision, result, result.permissionsBoundaryDecisionDetail))
            ]
        }
        return single.map { one in
            Verdict(
                resource: one.evalResourceName.map { patterns[$0] ?? $0 }, decision: one.evalResourceDecision,
                missing: one.missingContextValues ?? [],
                cause: cause(one.evalResourceDecision, result, one.permissionsBoundaryDecisionDetail))
        }
    }

    private static func cause(
        _ decision: String?, _ result: IAM.EvaluationResult, _ boundary: IAM.PermissionsBoundaryDecisionDetail?
    ) -> DeniedRight.Cause {
        if result.organizationsDecisionDetail?.allowedByOrganizations == false { return .organization }
        if boundary?.allowedByPermissionsBoundary == false { return .boundary }
        return decision == "explicitDeny" ? .denied : .notAllowed
    }

    private static func isDenial(_ decision: String?) -> Bool {
        decision == "implicitDeny" || decision == "explicitDeny"
    }

    private static func isKnown(_ decision: String?) -> Bool { decision == "allowed" || isDenial(decision) }
}
