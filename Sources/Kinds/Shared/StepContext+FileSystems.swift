import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Waits until AWS shows a file system as available. Nothing can mount it before.
    ///
    /// - Parameter shows: true if the record has what was written.
    @discardableResult
    func waitUntilAvailable(
        _ address: Address, _ name: String, remedy: String,
        shows: @escaping @Sendable (PolledRecord) -> Bool = { _ in true }
    ) async throws -> PolledRecord? {
        do {
            return try await wait(for: address, named: name) {
                .settled($0.record, shows: $0.record.map(shows) ?? false)
            }
        } catch let error as WaitFailed where error.isFinal {
            throw ReconciliationError(
                "\(address.kind.rawValue) '\(name)' cannot be used: \(error.reason)", detail: remedy, address: address)
        }
    }

    /// Waits until the environment's compute environments have no instances from before this run: these may write to a
    /// file system that is to be deleted.
    func waitUntilEnvironmentsSettle() async throws {
        let environments = environment.resources.filter { $0.address.kind == .computeEnvironment }
        for planned in environments {
            for name in Set([planned.name, planned.observed?.name].compactMap { $0 }).sorted() {
                try await wait(for: planned.address, named: name) { result in
                    guard let record = result.record, record.status != .deleted else { return .done }
                    return record.isSettled ? .done : .waiting
                }
            }
        }
    }
}
