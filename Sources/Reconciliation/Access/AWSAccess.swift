public import AWSOperations

/// How AWS is reached: one account, any region, and the time.
public struct AWSAccess: Sendable {
    /// The caller of a region.
    public var caller: @Sendable (_ region: String) -> any Caller
    /// Where calls go that name no region: IAM and STS.
    public var globalRegion: String
    /// The time as waits see it.
    public var timekeeper: any Timekeeper

    /// Makes an access.
    public init(
        globalRegion: String, timekeeper: any Timekeeper, caller: @escaping @Sendable (_ region: String) -> any Caller
    ) {
        self.globalRegion = globalRegion
        self.timekeeper = timekeeper
        self.caller = { WholeReferenceCaller(base: SubjectCaller(base: caller($0))) }
    }

    /// The caller for services that know no region.
    package var global: any Caller { caller(globalRegion) }
}
