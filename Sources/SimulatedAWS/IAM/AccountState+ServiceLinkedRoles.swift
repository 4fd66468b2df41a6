import AWSOperations

extension Registry {
    mutating func registerServiceLinkedRoles() {
        on(IAM.CreateServiceLinkedRole.self) { input, world, call in
            IAM.CreateServiceLinkedRole.Output(
                role: try world.createServiceLinkedRole(input.awsServiceName, input.description, call)
                    .shown(withTags: true))
        }
    }
}

extension AccountState {
    private static let serviceLinkedRoles = [
        "batch.amazonaws.com": "AWSServiceRoleForBatch", "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
        "spotfleet.amazonaws.com": "AWSServiceRoleForEC2SpotFleet", "ecs.amazonaws.com": "AWSServiceRoleForECS",
        "autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling",
    ]

    mutating func createServiceLinkedRole(
        _ service: String, _ description: String?, _ call: Call
    ) throws -> RoleRecord {
        guard let name = Self.serviceLinkedRoles[service] else {
            throw call.refusal("InvalidInput", "Service \(service) has no service-linked role")
        }
        guard roles[name]?.current == nil else {
            throw call.refusal(
                "InvalidInput",
                "Service role name \(name) has been taken in this account, please try a different suffix.")
        }
        let trust = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"\(service)"},\
            "Action":"sts:AssumeRole"}]}
            """
        return addRole(
            name, path: "/aws-service-role/\(service)/", trustPolicy: trust, description: description, call)
    }

    /// The ARN of Batch's service-linked role; Batch creates it if it does not exist.
    mutating func ensureBatchServiceLinkedRole(_ call: Call) throws -> String {
        if let role = roles["AWSServiceRoleForBatch"]?.current { return role.arn }
        return try createServiceLinkedRole("batch.amazonaws.com", nil, call).arn
    }
}
