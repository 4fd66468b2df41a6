import AWSOperations
import SimulatedAWS

/// An account that the scenarios run in, and the way in which its time passes.
struct AccountUnderTest: Sendable {
    /// Whose AWS it is.
    enum Kind: Sendable { case simulated, moto }

    let kind: Kind
    let caller: any Caller
    let clock: any RunClock
    /// Time to wait between two reads of something that takes time.
    let tick: Duration
    /// Makes a bucket.
    let makeBucket: @Sendable (String) async throws -> Void
    /// Ticks after which every read shows a change that one read has shown.
    var calm = 0

    static let region = "eu-west-1"

    /// A new simulated account.
    static func simulated(_ temper: Consistency) -> AccountUnderTest {
        let account = SimulatedAccount(settings: temper.settings)
        return AccountUnderTest(
            kind: .simulated, caller: account.caller(region: region), clock: account.clock, tick: .seconds(1),
            makeBucket: { await account.provideBucket($0, region: region) }, calm: temper == .moody ? 3 : 0)
    }
}

/// The ways in which a simulated account lags.
enum Consistency: String, Sendable, CaseIterable {
    /// Never.
    case consistent
    /// As long as it may, each time.
    case stale
    /// By chance.
    case moody

    var settings: SimulationSettings {
        var settings = SimulationSettings(timings: self == .consistent ? .consistent : Timings())
        if self == .moody {
            settings.staleProbability = 0.5
            settings.seed = 7
        }
        return settings
    }
}
