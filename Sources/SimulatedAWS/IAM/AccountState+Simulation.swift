import AWSOperations

extension Registry {
    mutating func registerSimulation() {
        on(IAM.SimulatePrincipalPolicy.self) { try $1.simulate($0, $2) }
    }
}

extension AccountState {
    /// The name of the user that STS names as the caller.
    static let callerName = "sandbox"

    /// The answer has the form of the model in botocore 1.44.5: one result for each action, which is the strictest
    /// decision, and under it one for each resource that was given [aws-rules: The policy simulator].
    fileprivate func simulate(
        _ input: IAM.SimulatePrincipalPolicy, _ call: Call
    ) throws -> IAM.SimulatePrincipalPolicy.Output {
        for action in input.actionNames where !(3...128).contains(action.count) || !action.contains(":") {
            throw call.refusal("InvalidInput", "Invalid Action Name: \(action)")
        }
        let policy = try policy(of: input.policySourceArn, call)
        let context = Dictionary(
            (input.contextEntries ?? []).map { ($0.contextKeyName ?? "", $0.contextKeyValues ?? []) }
        ) { $1 }
        let results = input.actionNames.map { action in
            Self.result(action, input.resourceArns ?? [], context, policy)
        }
        let page = try identityPage(results, input.maxItems, input.marker, call)
        return IAM.SimulatePrincipalPolicy.Output(
            evaluationResults: page.items, isTruncated: page.next != nil, marker: page.next)
    }

    private static func result(
        _ action: String, _ resources: [String], _ context: [String: [String]], _ policy: IdentityPolicy
    ) -> IAM.EvaluationResult {
        let requests = (resources.isEmpty ? ["*"] : resources).map {
            IdentityPolicy.Request(action, on: $0, context)
        }
        let decisions = requests.map(policy.decision(on:))
        let strictest =
            decisions.contains(.explicitDeny)
            ? IdentityPolicy.Decision.explicitDeny : decisions.first { $0 != .allowed } ?? .allowed
        let particular = zip(requests, decisions).map { request, decision in
            IAM.ResourceSpecificResult(
                evalResourceName: request.resource, evalResourceDecision: decision.rawValue,
                missingContextValues: policy.missingKeys(of: request))
        }
        return IAM.EvaluationResult(
            evalActionName: action, evalResourceName: "*", evalDecision: strictest.rawValue,
            missingContextValues: Set(requests.flatMap(policy.missingKeys(of:))).sorted(),
            resourceSpecificResults: resources.isEmpty ? nil : particular)
    }

    /// The policies of an identity that the account has: the caller, or a role. Policies of AWS are not known here, and
    /// allow nothing.
    private func policy(of arn: String, _ call: Call) throws -> IdentityPolicy {
        let partition = Region.partition(of: call.region)
        if arn == "arn:\(partition):iam::\(accountID):user/\(Self.callerName)" {
            return try Self.policy([callerPolicy ?? Self.everything], call)
        }
        guard arn.hasPrefix("arn:\(partition):iam::"),
            [":role/", ":user/", ":group/"].contains(where: { arn.contains($0) })
        else {
            throw call.refusal(
                "InvalidInput", "Invalid Entity Arn: \(arn) does not clearly define entity type and name.")
        }
        guard let role = role(arn: arn) else {
            throw call.refusal("NoSuchEntity", "The entity with ARN \(arn) cannot be found.", status: 404)
        }
        let managed = role.managedPolicies.compactMap { arn -> String? in
            guard let policy = policies[arn]?.current ?? nil else { return nil }
            return policy.versions[policy.current]
        }
        return try Self.policy(role.inlinePolicies.sorted { $0.key < $1.key }.map(\.value) + managed, call)
    }

    private static func policy(_ documents: [String], _ call: Call) throws -> IdentityPolicy {
        do {
            return IdentityPolicy(try documents.map { try IdentityPolicy($0) })
        } catch let error as IdentityPolicy.Unreadable {
            throw call.refusal("PolicyEvaluation", error.description, status: 500)
        }
    }

    /// The rights of the caller if nothing else is said: a simulated account denies nothing.
    private static let everything =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
}
