import AWSOperations
import Reconciliation

/// Adds every call that can change AWS to an audit log, with its outcome.
struct AuditCaller: Caller {
    let base: any Caller
    let region: String
    let clock: any RunClock
    let log: AuditLog

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard O.isMutating else { return try await base.call(operation) }
        let record = AnsweredRequest.current ?? AnsweredRequest()
        do {
            let output = try await AnsweredRequest.$current.withValue(record) { try await base.call(operation) }
            await add(operation, record, "done", nil)
            return output
        } catch {
            await add(operation, record, Self.outcome(of: error), error)
            throw error
        }
    }

    /// `unknown` if the call may have had its effect although no answer came.
    private static func outcome(of error: any Error) -> String {
        switch error {
        case let error as ServiceError: error.status >= 500 ? "unknown" : "refused"
        case let error as NoResponse: error.mayHaveArrived ? "unknown" : "not sent"
        default: "unknown"
        }
    }

    private func add<O: Operation>(
        _ operation: O, _ record: AnsweredRequest, _ outcome: String, _ error: (any Error)?
    ) async {
        let failure = error as? ServiceError
        log.add([
            ("format_version", "1.0"), ("time", JSON(Timestamp.text(await clock.now()))),
            ("region", JSON(region)),
            ("operation", JSON(O.qualifiedName)), ("resource", JSON(SubjectCaller.subject(of: operation))),
            ("outcome", JSON(outcome)), ("error", JSON(failure?.code ?? (error as? NoResponse)?.reason)),
            ("request_id", JSON(await record.requestID ?? failure?.requestID)),
        ])
    }
}
