/// A caller of a simulated account, as CloudTrail records it.
public struct SimulatedPrincipal: Sendable, Hashable {
    /// The name of the IAM user.
    public var user: String
    /// The program that calls.
    public var userAgent: String
    /// True if the call is made in AWS's console.
    public var isInConsole: Bool

    /// Makes a principal.
    public init(user: String, userAgent: String, isInConsole: Bool = false) {
        self.user = user
        self.userAgent = userAgent
        self.isInConsole = isInConsole
    }

    /// The caller that STS names in a simulated account: reconcile.
    public static let sandbox = SimulatedPrincipal(user: "sandbox", userAgent: "reconcile")
}
