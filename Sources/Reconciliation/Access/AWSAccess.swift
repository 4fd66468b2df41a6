public import AWSOperations

/// The access to AWS: one account, any region, and the time.
public struct AWSAccess: Sendable {
    /// The caller of a region.
    public var caller: @Sendable (_ region: String) -> any Caller
    /// The region of calls to services without regions: IAM and STS.
    public var globalRegion: String
    /// The clock of waits.
    public var clock: any RunClock

    /// Makes an access.
    public init(
        globalRegion: String, clock: any RunClock, caller: @escaping @Sendable (_ region: String) -> any Caller
    ) {
        self.globalRegion = globalRegion
        self.clock = clock
        self.caller = { WholeReferenceCaller(base: SubjectCaller(base: caller($0))) }
    }

    /// The caller for services without regions.
    package var global: any Caller { caller(globalRegion) }
}
