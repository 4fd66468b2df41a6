/// One place where moto, as the tests' launcher patches it, answers otherwise than AWS.
///
/// A divergence is asserted like everything else: a row that no longer holds fails the suite and has to go.
struct MotoDivergence: Sendable {
    let story: String
    let check: String
    /// What moto does.
    let difference: String
    /// Why that is accepted.
    let reason: String

    static let table: [MotoDivergence] = []
}
