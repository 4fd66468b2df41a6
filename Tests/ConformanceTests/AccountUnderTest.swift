import AWSOperations
import SimulatedAWS

/// An account that the stories are told to, and the way in which its time passes.
struct AccountUnderTest: Sendable {
    /// Whose AWS it is.
    enum Kind: Sendable { case simulated, moto }

    let kind: Kind
    let caller: any Caller
    let timekeeper: any Timekeeper
    /// How long to wait between two looks at something that takes time.
    let tick: Duration

    static let region = "eu-west-1"

    /// A new simulated account with all its lags.
    static func simulated() -> AccountUnderTest {
        let account = SimulatedAccount()
        return AccountUnderTest(
            kind: .simulated, caller: account.caller(region: region), timekeeper: account.clock, tick: .seconds(1))
    }
}
