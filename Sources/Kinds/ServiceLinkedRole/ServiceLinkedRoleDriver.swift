import AWSOperations
import Reconciliation
import ResourceModel

/// Roles that AWS services link to the account: looked up by path, created if missing, never changed.
struct ServiceLinkedRoleDriver: ResourceDriver {
    let kind = ResourceKind.serviceLinkedRole

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let linked = try await context.iam().contents().serviceLinked
        var observed: [Address: [ObservedResource]] = [:]
        for resource in resources {
            guard let role = linked[resource.name] else { continue }
            observed[resource.address] = [
                ObservedResource(
                    resource.address, name: role.name, properties: resource.properties,
                    attributes: ["arn": .string(role.arn)])
            ]
        }
        return observed
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let arn = try await context.createIdempotently {
            let answer = try await context.global.call(IAM.CreateServiceLinkedRole(awsServiceName: resource.name))
            return answer.role?.arn ?? ""
        } readBack: {
            let answer = try await context.global.call(
                IAM.ListRoles(pathPrefix: "/aws-service-role/\(resource.name)/"))
            return answer.roles?.first?.arn
        } unclear: { error in
            // IAM's code for a role that exists: Batch itself or another caller made it meanwhile.
            mayHaveHappened(error) || (error as? ServiceError)?.code == "InvalidInput"
        }
        try await context.letIAMSpread()
        return ["arn": .string(arn)]
    }
}
