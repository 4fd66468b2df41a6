import ResourceModel

extension EnvironmentRequest.Policy {
    /// Returns the reason why a resource stays although the environment or a part of it is deleted: it holds data, and
    /// the command does not name it. Nil if it is deleted too.
    func keptData(_ observed: ObservedResource, _ kinds: KindCatalog) -> Warning? {
        guard kinds.lifecycle(observed.address).holdsData, !deletableData.contains(observed.name) else { return nil }
        return .holdsData(observed.address.kind, name: observed.name)
    }
}
