import ResourceModel

extension EnvironmentRequest.Policy {
    /// Returns the reason why a resource stays although the environment or a part of it is deleted: it holds data, and
    /// the command does not name it. Nil if it is deleted too.
    func keptData(_ observed: ObservedResource, _ kinds: KindCatalog) -> String? {
        guard kinds.lifecycle(observed.address).holdsData, !deletableData.contains(observed.name) else { return nil }
        return
            "\(observed.address.kind.noun) '\(observed.name)' holds data and stays: delete it yourself if nothing needs it"
    }
}
