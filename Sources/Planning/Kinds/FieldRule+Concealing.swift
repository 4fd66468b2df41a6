public import ResourceModel

// A secret in AWS, or in an earlier version of a file, is in no list of values that could be masked: it is known by the name
// of its member alone.

extension FieldRule {
    /// Returns the field's value with hashes in place of the members that plans do not show.
    func concealed(_ value: Value) -> Value {
        guard let hashesMember, case .map(let members) = value else { return value }
        return .map(
            members.reduce(into: [:]) { shown, member in
                shown[member.key] = hashesMember(member.key) ? member.value.concealed : member.value
            })
    }

    /// Returns the names of the members that have a value which plans do not show.
    fileprivate func secretNames(in value: Value) -> [String] {
        guard let hashesMember, case .map(let members) = value else { return [] }
        return members.filter { hashesMember($0.key) && $0.value.concealed != $0.value }.map(\.key)
    }
}

extension KindRules {
    /// Returns a resource's properties with hashes in place of the members that plans do not show.
    public func concealed(_ properties: Value) -> Value {
        fields.reduce(properties) { properties, rule in
            guard let value = properties[path: rule.path] else { return properties }
            return properties.replacing(rule.path, with: rule.concealed(value))
        }
    }

    /// Returns the names of the members that have a value which plans do not show.
    fileprivate func secretNames(in properties: Value) -> [String] {
        fields.flatMap { rule in properties[path: rule.path].map(rule.secretNames) ?? [] }
    }
}

extension PlanRequest {
    /// Returns the names of the secrets among what is wanted, sorted.
    public func secretNames(_ kinds: KindCatalog) -> [String] {
        Set(resources.flatMap { kinds[$0.address.kind].secretNames(in: $0.properties) }).sorted()
    }
}

extension Plan {
    /// Returns the same plan, with the same identifier, without the secrets that AWS holds.
    public func concealingObserved(_ kinds: KindCatalog) -> Plan {
        var plan = self
        for index in plan.environments.indices {
            for place in plan.environments[index].resources.indices {
                guard let observed = plan.environments[index].resources[place].observed else { continue }
                plan.environments[index].resources[place].observed?.properties =
                    kinds[observed.address.kind].concealed(observed.properties)
            }
        }
        return plan
    }
}
