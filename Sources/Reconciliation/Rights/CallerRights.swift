import AWSOperations
package import ResourceModel

/// Asks IAM which rights of a policy the caller lacks. Nothing is done with the rights: the policies are only evaluated.
package struct CallerRights: Sendable {
    private let access: AWSAccess
    private let regions: [String]
    private let globalRegion: String

    /// Makes a question.
    ///
    /// - Parameters:
    ///   - regions: the regions of the files' environments.
    ///   - globalRegion: the region of IAM's endpoint.
    package init(_ access: AWSAccess, regions: [String], globalRegion: String) {
        self.access = access
        self.regions = Set(regions).sorted()
        self.globalRegion = globalRegion
    }

    /// The result of a simulation.
    package enum Result: Sendable, Hashable {
        /// IAM said what the caller may do.
        case known(Findings)
        /// IAM simulates no caller of this kind.
        case impossible(String)
        /// A call failed, with its error.
        case failed(String)
    }

    /// The rights that are needed, and those of them that the caller lacks.
    package struct Findings: Sendable, Hashable {
        /// The number of actions that are needed.
        package var actions = 0
        /// The rights that are denied.
        package var denied: [DeniedRight] = []
        /// The actions that depend on facts about calls that are not known before they are made, in order.
        package var undecided: [String] = []
        /// The keys of these facts, in order.
        package var missingKeys: [String] = []
        /// The actions on which IAM gave no answer, in order.
        package var unanswered: [String] = []
        /// True if there were more questions than are asked, so that not every right was looked at.
        package var isCut = false
    }

    /// Returns the rights of a policy that a caller lacks.
    ///
    /// - Parameter principal: the caller as STS names it.
    package func lacking(_ policy: AccessPolicy, principal: String) async throws -> Result {
        do {
            switch PolicySource(principal) {
            case .identity(let arn): return .known(try await findings(policy, of: arn))
            case .role(let name): return .known(try await findings(policy, of: try await arn(ofRole: name)))
            case .none(let reason): return .impossible(reason)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return .failed("\(error)")
        }
    }

    /// An assumed role is named without its path, and IAM simulates the role by its whole ARN
    /// [aws-rules: The policy simulator].
    private func arn(ofRole name: String) async throws -> String {
        let role = try await optional { try await access.global.call(IAM.GetRole(roleName: name)).role }
        guard let arn = role?.arn, !arn.isEmpty else {
            throw ReconciliationError("the answer of iam:GetRole has no ARN of the role '\(name)'")
        }
        return arn
    }

    private func findings(_ policy: AccessPolicy, of source: String) async throws -> Findings {
        let (questions, isCut) = RightsQuestion.all(of: policy, regions: regions, globalRegion: globalRegion)
        let answers = try await concurrently(questions) { question in
            RightsAnswer(question, try await results(question, of: source))
        }
        return Findings(
            actions: Set(policy.statements.flatMap(\.actions)).count, denied: answers.flatMap(\.denied),
            undecided: Set(answers.flatMap(\.undecided)).sorted(),
            missingKeys: Set(answers.flatMap(\.missingKeys)).sorted(),
            unanswered: Set(answers.flatMap(\.unanswered)).sorted(), isCut: isCut)
    }

    private func results(_ question: RightsQuestion, of source: String) async throws -> [IAM.EvaluationResult] {
        let patterns = question.patterns
        let resources = patterns.isEmpty ? nil : patterns.keys.sorted()
        let context = question.facts.sorted { $0.key < $1.key }.map { fact in
            IAM.ContextEntry(
                contextKeyName: fact.key, contextKeyValues: [fact.value], contextKeyType: "string")
        }
        return try await everyPage(of: IAM.SimulatePrincipalPolicy.self) { marker in
            let page = try await optional {
                try await access.global.call(
                    IAM.SimulatePrincipalPolicy(
                        policySourceArn: source, actionNames: question.actions, resourceArns: resources,
                        contextEntries: context, marker: marker))
            }
            return (page.evaluationResults ?? [], page.isTruncated == true ? page.marker : nil)
        }
    }

    /// Sends a call that the work can do without.
    private func optional<Answer: Sendable>(_ call: @Sendable () async throws -> Answer) async throws -> Answer {
        try await CallPatience.$current.withValue(.optional) { try await call() }
    }
}

/// The identity whose policies decide what a caller may do.
private enum PolicySource {
    /// A user, by the ARN.
    case identity(String)
    /// A role, by the name without its path.
    case role(String)
    /// None that IAM simulates, with the reason.
    case none(String)

    /// Reads a caller's ARN, as STS gives it.
    init(_ principal: String) {
        let fields = principal.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6 else {
            self = .none("the caller's ARN '\(principal)' is not known")
            return
        }
        let words = fields[5].split(separator: "/")
        switch (fields[2], words.first, words.count) {
        case ("iam", "user", 2...): self = .identity(principal)
        case ("sts", "assumed-role", 3...): self = .role(String(words[1]))
        case ("iam", "root", 1): self = .none("the caller is the root user, and IAM simulates users and roles alone")
        case ("sts", "federated-user", _):
            self = .none("the caller is a federated user, and IAM simulates users and roles alone")
        default: self = .none("IAM simulates users and roles alone, and the caller is '\(principal)'")
        }
    }
}
