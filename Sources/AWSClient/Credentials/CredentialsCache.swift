public import AWSOperations
public import Signing

/// Keeps credentials until shortly before they end, and fetches new ones once for all who wait.
///
/// As in botocore, from 15 minutes before the end one task fetches new ones while the others go on with the old, and
/// from 10 minutes before it everybody waits; of sessions that are shorter than half an hour that is half and a third of
/// their life, since others would be fetched for every call. Ones that have not ended yet serve on when a fetch fails.
public actor CredentialsCache: CredentialsProvider {
    private let base: any CredentialsProvider
    private let clock: any RunClock
    private var current: Credentials?
    /// When the current ones came.
    private var fetched = 0.0
    private var refresh: Task<Credentials, any Error>?

    /// Seconds before the end from which new credentials are fetched, and from which everybody waits for them.
    private static let advisory = 900.0
    private static let mandatory = 600.0

    /// Makes an empty cache in front of a provider.
    public init(_ base: any CredentialsProvider, clock: any RunClock) {
        self.base = base
        self.clock = clock
    }

    /// The credentials to use now.
    public func credentials() async throws -> Credentials {
        while true {
            let now = await clock.now()
            let left = current.map { ($0.expiration ?? .infinity) - now }
            let life = current.map { ($0.expiration ?? .infinity) - fetched } ?? .infinity
            let advisory = min(Self.advisory, life / 2)
            let mandatory = min(Self.mandatory, life / 3)
            if let current, let left, left > advisory || (left > mandatory && refresh != nil) {
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

    /// Fetches new ones if AWS has refused those that are kept; nil if the source has no others.
    public func renewed(after refused: Credentials) async throws -> Credentials? {
        if let current, !current.hasSameKeys(as: refused) { return current }
        let fresh = try await refreshed()
        return fresh.hasSameKeys(as: refused) ? nil : fresh
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
            await settle(task, fresh)
            return fresh
        } catch {
            await settle(task, nil)
            throw error
        }
    }

    /// The first of those who waited puts the outcome away.
    private func settle(_ task: Task<Credentials, any Error>, _ fresh: Credentials?) async {
        let now = await clock.now()
        guard refresh == task else { return }
        refresh = nil
        guard let fresh else { return }
        (current, fetched) = (fresh, now)
    }
}

extension Credentials {
    fileprivate func hasSameKeys(as other: Credentials) -> Bool {
        accessKeyID == other.accessKeyID && secretAccessKey == other.secretAccessKey
            && sessionToken == other.sessionToken
    }
}
