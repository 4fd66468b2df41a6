import AWSClient
import AWSOperations

/// Writes every call on a simulated account to the log, in the form that real ones have there.
struct LoggingCaller: Caller {
    let base: any Caller
    let region: String
    let clock: any RunClock
    let log: @Sendable (Exchange) -> Void

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let started = await clock.now()
        let result: Result<O.Output, any Error>
        do { result = .success(try await base.call(operation)) } catch { result = .failure(error) }
        let binding = operation.binding
        let place = "sandbox://\(region)/" + (binding.bucket.map { $0 + "/" } ?? "")
        // The path begins with a slash.
        let end = await clock.now()
        var exchange = Exchange(
            service: O.service.serviceID, operation: O.qualifiedName, method: binding.method,
            url: place + binding.path.dropFirst(), region: region, attempt: 1, seconds: end - started, end: end)
        switch result {
        case .success: exchange.status = 200
        case .failure(let error as ServiceError):
            exchange.status = error.status
            exchange.failure = error.code
            exchange.requestID = error.requestID
        case .failure(let error as NoResponse): exchange.failure = error.reason
        case .failure(let error): exchange.failure = "\(error)"
        }
        log(exchange)
        return try result.get()
    }
}
