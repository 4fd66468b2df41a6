import ArgumentParser
import Reconciliation

/// Options that let one run at a time work, and that limit how long another run waits for it.
struct LockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Hold this object in S3 meanwhile, so that one run at a time works. Another run ends with exit status 6.",
            valueName: "s3://bucket/key"),
        transform: LockOptions.lease)
    var lock: Lease?

    @Option(
        help: ArgumentHelp("How long to wait for another run to give --lock back, such as 10m.", valueName: "time"))
    var lockTimeout: DurationOption?

    func validate() throws {
        if lockTimeout != nil, lock == nil { throw ValidationError("'--lock-timeout' needs a '--lock' to wait for") }
    }

    /// Reads a lease for the parser, which shows what a `ValidationError` says.
    @Sendable static func lease(_ text: String) throws -> Lease {
        do { return try Lease(text) } catch { throw ValidationError(error.description) }
    }
}
