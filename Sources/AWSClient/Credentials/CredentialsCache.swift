public import AWSOperations
public import Signing

/// Keeps credentials until shortly before they end, and fetches new ones once for all who wait.
///
/// As in botocore, from 15 minutes before the end one task fetches new ones while the others go on with the old, and
/// from 10 minutes before it everybody waits. Ones that have not ended yet serve on when a fetch fails.
public actor CredentialsCache: CredentialsProvider {
    private let base: any CredentialsProvider
    private let timekeeper: any Timekeeper
    private var current: Credentials?
    private var refresh: Task<Credentials, any Error>?

    /// Seconds before the end from which new credentials are fetched, and from which everybody waits for them.
    private static let advisory = 900.0
    private static let mandatory = 600.0

    /// Makes an empty cache in front of a provider.
    public init(_ base: any CredentialsProvider, timekeeper: any Timekeeper) {
        self.base = base
        self.timekeeper = timekeeper
    }

    /// The credentials to use now.
    public func credentials() async throws -> Credentials {
        while true {
            let now = await timekeeper.now()
            let left = current.map { ($0.expiration ?? .infinity) - now }
            if let current, let left, left > Self.advisory || (left > Self.mandatory && refresh != nil) {
                return current
            }
            do {
                return try await refreshed()
            } catch is CancellationError {
                // The fetch belongs to all who wait: another one's cancellation is no reason to fail here.
                try Task.checkCancellation()
            } catch {
                if let current, let left, left > 0 { return current }
                throw error
            }
        }
    }

    private func refreshed() async throws -> Credentials {
        let task: Task<Credentials, any Error>
        if let refresh {
            task = refresh
        } else {
            let base = base
            task = Task { try await base.credentials() }
            refresh = task
        }
        do {
            let fresh = try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
            settle(task, fresh)
            return fresh
        } catch {
            settle(task, nil)
            throw error
        }
    }

    /// The first of those who waited puts the outcome away.
    private func settle(_ task: Task<Credentials, any Error>, _ fresh: Credentials?) {
        guard refresh == task else { return }
        refresh = nil
        if let fresh { current = fresh }
    }
}
