import AWSOperations

extension LifecycleScenario {
    /// IAM's simulation of the policies of a role with a path.
    static let simulation = LifecycleScenario("simulation") { runner in
        let name = runner.name("caller")
        let trust = NetworkFixture.trust("ec2.amazonaws.com")
        try await runner.call(IAM.CreateRole(roleName: name, assumeRolePolicyDocument: trust, path: "/ci/"))
        let document =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::a/*","#
            + #""Condition":{"StringEquals":{"s3:prefix":"x"}}},{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}]}"#
        try await runner.call(IAM.PutRolePolicy(roleName: name, policyName: "rights", policyDocument: document))
        let role = "arn:aws:iam::123456789012:role/ci/\(name)"
        func simulate(
            _ actions: [String], on resources: [String]? = nil, prefix: String? = nil, source: String? = nil
        ) -> IAM.SimulatePrincipalPolicy {
            let facts = prefix.map {
                [IAM.ContextEntry(contextKeyName: "s3:prefix", contextKeyValues: [$0], contextKeyType: "string")]
            }
            return IAM.SimulatePrincipalPolicy(
                policySourceArn: source ?? role, actionNames: actions, resourceArns: resources, contextEntries: facts)
        }

        let both = simulate(
            ["s3:GetObject", "s3:PutObject"], on: ["arn:aws:s3:::a/one", "arn:aws:s3:::b/one"], prefix: "x")
        try await runner.eventually("one result for each action") {
            try await runner.call(both).evaluationResults?.map(\.evalDecision) == ["implicitDeny", "explicitDeny"]
        }
        let results = try await runner.call(both).evaluationResults ?? []
        await runner.check(
            "a decision for each resource",
            results.first?.resourceSpecificResults?.map(\.evalResourceDecision) == ["allowed", "implicitDeny"])
        await runner.check(
            "the names of the resources",
            results.first?.resourceSpecificResults?.compactMap(\.evalResourceName)
                == ["arn:aws:s3:::a/one", "arn:aws:s3:::b/one"])
        let open = try await runner.call(simulate(["s3:GetObject"], on: ["arn:aws:s3:::a/one"])).evaluationResults?
            .first
        await runner.check("a missing fact denies", open?.evalDecision == "implicitDeny")
        await runner.check("a missing fact is named", open?.missingContextValues == ["s3:prefix"])
        let everywhere = try await runner.call(simulate(["s3:PutObject"])).evaluationResults?.first
        await runner.check("without a resource", everywhere?.resourceSpecificResults?.isEmpty ?? true)
        try await runner.refused(
            "an assumed role", code: "InvalidInput",
            simulate(["s3:GetObject"], source: "arn:aws:sts::123456789012:assumed-role/\(name)/run"))
        try await runner.refused(
            "without its path", code: "NoSuchEntity",
            simulate(["s3:GetObject"], source: "arn:aws:iam::123456789012:role/\(name)"))
        try await runner.call(IAM.DeleteRolePolicy(roleName: name, policyName: "rights"))
        try await runner.call(IAM.DeleteRole(roleName: name))
    }
}
