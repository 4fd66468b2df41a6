import AWSOperations

extension StepFailure {
    /// What an error means to whoever runs the program.
    public init(explaining error: any Error) {
        switch error {
        case let failure as StepFailure: self = failure
        case let error as WaitFailed:
            self.init("\(error.name): \(error.reason)", detail: InvalidReason.explanation(of: error.reason) ?? "")
        case let error as ServiceError:
            self.init("\(error)", detail: Self.remedy(for: error), isUnknown: error.isAmbiguous)
        case let error as NoAnswer:
            self.init(
                "\(error)",
                detail: error.mayHaveArrived
                    ? "AWS may have done it all the same; the next run finds out and goes on from there"
                    : "nothing was changed by this call; check the network and the endpoint, then run again",
                isUnknown: error.mayHaveArrived)
        case let error as ReconciliationError:
            self.init(error.summary, detail: error.detail)
        default:
            self.init("\(error)")
        }
    }

    private static func remedy(for error: ServiceError) -> String {
        if error.code.hasPrefix("AccessDenied") || error.code == "UnauthorizedOperation" || error.status == 403 {
            return "the credentials lack the permission \(error.operation.split(separator: " ").first ?? "")"
        }
        return error.isAmbiguous ? "AWS may have done it all the same; the next run finds out and goes on" : ""
    }
}

/// Batch's reasons for INVALID, with their cause and remedy as AWS's troubleshooting guide and users report them.
public enum InvalidReason {
    /// A likely cause and a remedy; nil for a reason that says all there is to say.
    public static func explanation(of reason: String) -> String? {
        table.first { entry in entry.signs.allSatisfy { reason.contains($0) } }?.text
    }

    private static let table: [(signs: [String], text: String)] = [
        (
            ["sts:AssumeRole"],
            "Batch cannot take its service role: the role was deleted or its trust changed; restore it, then run again"
        ),
        (
            ["IamFleetRole is invalid"],
            "the Spot fleet role is wrong, and no update can change it; set 'overwrite: True' and run again to have the "
                + "environment replaced, or destroy it and apply again"
        ),
        (
            ["is not authorized to perform"],
            "IAM had not spread the role's rights yet, or they were taken away; check the role's policies, then run again"
        ),
        (
            ["Instance profile"],
            "the instance profile is missing or has not spread yet; run again, which restores it"
        ),
        (
            ["not MIME multipart"],
            "the launch template's user data is not a MIME multi-part archive; run again, which makes a new version"
        ),
        (
            ["none of the instances joined"],
            "instances start but never reach ECS: the subnets need a route to it (NAT gateway, public addresses or "
                + "interface endpoints for ecs, ecs-agent, ecs-telemetry, ecr and logs), and the AMI its agent"
        ),
        (
            ["Clusters can not be blank"],
            "the ECS cluster behind the environment was deleted by hand; set 'overwrite: True' and run again to have the "
                + "environment replaced, or destroy it and apply again"
        ),
    ]
}
