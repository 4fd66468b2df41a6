import AWSOperations

extension Fault {
    /// The error that the caller sees.
    func error(_ call: Call, service: Service) -> any Error {
        switch self {
        case .unreachable: noAnswer(call, "connection refused", mayHaveArrived: false)
        case .lostRequest, .lostAnswer: noAnswer(call, "connection reset by peer", mayHaveArrived: true)
        case .throttled: Self.throttling(call, service: service)
        case .serverError: call.refusal(Self.serverCode(service), "Service is unavailable", status: 503)
        case .refused(let code, let message, let status): call.refusal(code, message, status: status)
        }
    }

    private func noAnswer(_ call: Call, _ reason: String, mayHaveArrived: Bool) -> NoResponse {
        NoResponse(
            operation: call.operation, endpoint: "simulated account", reason: reason, mayHaveArrived: mayHaveArrived)
    }

    private static func throttling(_ call: Call, service: Service) -> ServiceError {
        switch service.id {
        case "batch": call.refusal("TooManyRequestsException", "Too Many Requests", status: 429)
        case "ec2": call.refusal("RequestLimitExceeded", "Request limit exceeded.", status: 503)
        case "s3": call.refusal("SlowDown", "Please reduce your request rate.", status: 503)
        case "ecs", "logs": call.refusal("ThrottlingException", "Rate exceeded")
        default: call.refusal("Throttling", "Rate exceeded")
        }
    }

    private static func serverCode(_ service: Service) -> String {
        switch service.id {
        case "batch": "ServerException"
        case "iam", "sts": "ServiceFailure"
        default: "ServiceUnavailable"
        }
    }
}
