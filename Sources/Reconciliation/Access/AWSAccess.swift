public import AWSOperations
import Locking

/// The access to AWS: one account, any region, and the time.
public struct AWSAccess: Sendable {
    /// The caller of a region.
    public var caller: @Sendable (_ region: String) -> any Caller
    /// The region of calls to services without regions: IAM and STS.
    public var globalRegion: String
    /// The clock of waits.
    public var clock: any RunClock

    /// Makes an access.
    ///
    /// - Parameters:
    ///   - maximumAttempts: the most times that a call is sent, outside of the steps of a plan; once in an account whose
    ///     calls do not fail by themselves.
    ///   - random: numbers from 0 to 1 that spread the waits between attempts.
    ///   - caller: the caller of a region, without retries.
    public init(
        globalRegion: String, clock: any RunClock, maximumAttempts: Int = 1,
        random: @escaping @Sendable () -> Double = { 0.5 },
        caller: @escaping @Sendable (_ region: String) -> any Caller
    ) {
        self.globalRegion = globalRegion
        self.clock = clock
        let quotas = LockedValue<[String: RetryQuota]>([:])
        self.caller = { region in
            let quota = quotas.withLock { quotas in
                let quota = quotas[region] ?? RetryQuota()
                quotas[region] = quota
                return quota
            }
            let retrying = RetryingCaller(
                caller(region), maximumAttempts: maximumAttempts, quota: quota, clock: clock, random: random)
            return WholeReferenceCaller(base: SubjectCaller(base: retrying))
        }
    }

    /// The same access to callers that something wraps.
    public func wrapped(_ wrap: @escaping @Sendable (any Caller) -> any Caller) -> AWSAccess {
        var wrapped = self
        wrapped.caller = { [caller] in wrap(caller($0)) }
        return wrapped
    }

    /// The caller for services without regions.
    package var global: any Caller { caller(globalRegion) }
}
