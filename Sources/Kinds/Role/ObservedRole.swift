import AWSOperations
import ResourceModel

/// A role as it was read, divided into reconcile's part and the part of other owners.
///
/// Ours is the part that the file wants, and the part that an earlier apply made according to the record on the role.
struct ObservedRole {
    let resource: ObservedResource

    /// - Parameter owned: documents of the managed policies that reconcile keeps for the role, by name.
    init(_ role: IAMSnapshot.Role, for desired: Resource, owned: [String: Value]) {
        let held = tagValues(role.tags)
        var observed = ObservedResource(
            desired.address, name: role.name, properties: .map([:]), tags: held,
            attributes: ["name": .string(role.name), "arn": .string(role.arn)])
        let wanted = PolicyRecord(of: desired.properties)
        let made = observed.ownership == .ours ? PolicyRecord(in: held) : wanted
        let isOurs = { (entry: PolicyRecord.Entry) in wanted.contains(entry) || made.contains(entry) }

        let inline = role.policies.mapValues { Value(policyDocument: $0) }
        let attached = Set(role.attachedPolicyArns)
        let ownedARNs = Dictionary(owned.keys.map { ($0, OwnedPolicy($0, ofRole: role.arn).arn) }) { $1 }
        let others = attached.subtracting(ownedARNs.values)
        var properties: [String: Value] = [
            "assumeRolePolicyDocument": Value(policyDocument: role.trust),
            "attachedPolicyArns": .strings(others.filter { isOurs(.attached($0)) }.sorted()),
            "policies": .map(inline.filter { isOurs(.inline($0.key)) }),
        ]
        var unmanaged: [String: Value] = [:]
        let foreign = inline.filter { !isOurs(.inline($0.key)) }
        if !foreign.isEmpty { unmanaged["policies"] = .map(foreign) }
        let foreignARNs = others.filter { !isOurs(.attached($0)) }
        if !foreignARNs.isEmpty { unmanaged["attachedPolicyArns"] = .strings(foreignARNs.sorted()) }
        // A policy that is wanted and not attached has no effect: it is attached by the change that creates it.
        let effective = owned.filter { name, _ in
            !wanted.contains(.owned(name)) || ownedARNs[name].map(attached.contains) == true
        }
        if !effective.isEmpty { properties["managedPolicies"] = .map(effective) }
        if let boundary = role.permissionsBoundary {
            // If the file has a boundary, the role's boundary is this one or is replaced by it.
            let isCompared = desired.properties["permissionsBoundary"] != nil || made.contains(.boundary(boundary))
            if isCompared {
                properties["permissionsBoundary"] = .string(boundary)
            } else {
                unmanaged["permissionsBoundary"] = .string(boundary)
            }
        }
        observed.properties = .map(properties)
        observed.unmanaged = .map(unmanaged)
        resource = observed
    }
}
