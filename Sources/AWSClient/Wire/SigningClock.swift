import AWSOperations

/// The time that requests are signed with: this machine's, corrected once AWS has shown that it is off.
///
/// AWS takes signatures that are at most five minutes off. As AWS's own SDKs do, a refused signature is compared with the
/// answer's Date header, and from four minutes on the difference counts
/// ([AWS SDK for Go, clock skew](https://github.com/aws/aws-sdk-go-v2/blob/main/aws/retry/middleware.go)).
actor SigningClock: RunClock {
    private let clock: any RunClock
    private let onCorrection: (@Sendable (_ seconds: Double) -> Void)?
    private var offset = 0.0
    private var isReported = false

    private static let threshold = 240.0

    /// - Parameter onCorrection: called once, with the seconds by which this machine is behind; negative if it is ahead.
    init(_ clock: any RunClock, onCorrection: (@Sendable (_ seconds: Double) -> Void)? = nil) {
        self.clock = clock
        self.onCorrection = onCorrection
    }

    func now() async -> Double { await clock.now() + offset }
    /// The time without a correction, which other records of the run have.
    func ofMachine() async -> Double { await clock.now() }
    func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration) }
    func rest(for duration: Duration) async throws { try await clock.rest(for: duration) }

    /// Learns from the time of a refusal.
    ///
    /// - Parameter signed: the time that the refused request was signed with.
    /// - Returns: true if the request was signed with another time than the one that is right.
    func learn(_ time: Double, signed: Double) async -> Bool {
        guard abs(time - signed) > Self.threshold else { return false }
        offset = time - (await clock.now())
        if !isReported, abs(offset) > Self.threshold {
            isReported = true
            onCorrection?(offset)
        }
        return true
    }
}
