import AWSOperations
import ResourceModel

/// Roles that AWS services link to the account: looked up by path, made where absent, never changed.
struct ServiceLinkedRoleDriver: ResourceDriver {
    let kind = ResourceKind.serviceLinkedRole

    func observe(_ resources: [Resource], with reading: Reading) async throws -> [Address: [ObservedResource]] {
        let linked = try await reading.iam.contents().serviceLinked
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

    func create(_ resource: Resource, with work: Work) async throws -> [String: Value] {
        do {
            let answer = try await work.access.global.call(IAM.CreateServiceLinkedRole(awsServiceName: resource.name))
            if let arn = answer.role?.arn {
                try await work.letIAMSpread()
                return ["arn": .string(arn)]
            }
        } catch let error as ServiceError where error.code == "InvalidInput" || error.saysExists {
            // Somebody else, or Batch itself, made it meanwhile.
        } catch let error where mayHaveHappened(error) {}
        return try await work.retrying(while: { $0 is NotVisibleYet }) {
            let answer = try await work.access.global.call(
                IAM.ListRoles(pathPrefix: "/aws-service-role/\(resource.name)/"))
            guard let arn = answer.roles?.first?.arn else { throw NotVisibleYet() }
            return ["arn": .string(arn)]
        }
    }
}

/// What was just made does not show in AWS's answers yet.
struct NotVisibleYet: Error {}
