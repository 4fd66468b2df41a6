/// Names of the managed policies that reconcile keeps for a role whose rights on buckets are too long for inline policies.
public enum OwnedPolicyName {
    /// The most that a role can have: IAM attaches no more managed policies to a role, even with a raised quota.
    public static let most = 25

    /// `<role>-storage-1` and so on.
    public static func storage(_ number: Int, of role: String) -> String { "\(role)-storage-\(number)" }

    /// Returns every name that a role's policies can have.
    public static func all(of role: String) -> [String] { (1...most).map { storage($0, of: role) } }
}
