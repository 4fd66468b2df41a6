import AWSOperations
import ResourceModel

/// A fair-share policy as properties have it, with the weights by share identifier, and as AWS does.
enum SchedulingPolicyShares {
    /// The properties of a policy.
    static func value(of policy: Batch.FairsharePolicy?) -> Value {
        let shares = (policy?.shareDistribution ?? []).map { ($0.shareIdentifier, text($0.weightFactor)) }
        let distribution = Dictionary(shares, uniquingKeysWith: { _, last in last })
        var members: [String: Value] = ["shareDistribution": .strings(distribution)]
        members["shareDecaySeconds"] = policy?.shareDecaySeconds.map { .integer($0) }
        members["computeReservation"] = policy?.computeReservation.map { .integer($0) }
        return .map(["fairsharePolicy": .map(members)])
    }

    /// The policy of properties. It names every member, because AWS may keep one that is left out.
    static func policy(of properties: Value) -> Batch.FairsharePolicy {
        let shares = properties[path: "fairsharePolicy.shareDistribution"]?.stringMap ?? [:]
        return Batch.FairsharePolicy(
            shareDecaySeconds: properties[path: "fairsharePolicy.shareDecaySeconds"]?.integer ?? 0,
            computeReservation: properties[path: "fairsharePolicy.computeReservation"]?.integer ?? 0,
            shareDistribution: shares.sorted { $0.key < $1.key }.map { name, weight in
                Batch.ShareAttributes(shareIdentifier: name, weightFactor: Double(weight))
            })
    }

    /// The text of a weight with four decimals at most, as files have it; AWS's default is 1.
    static func text(_ weight: Double?) -> String {
        let weight = weight ?? 1
        guard weight >= 0, weight < 1_000_000 else { return "\(weight)" }
        let tenThousandths = Int((weight * 10_000).rounded())
        let digits = String(tenThousandths % 10_000 + 10_000).dropFirst()
        let decimals = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(tenThousandths / 10_000)" + (decimals.isEmpty ? "" : "." + String(decimals))
    }
}
