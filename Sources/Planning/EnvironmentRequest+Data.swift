import ResourceModel

extension EnvironmentRequest.Policy {
    /// Why a resource stays although the environment, or a part of it, goes: it holds data, and nothing names it for
    /// deletion. Nil if it goes too.
    func keptData(_ observed: ObservedResource, _ kinds: KindCatalog) -> String? {
        guard kinds.lifecycle(observed.address).holdsData, !deletableData.contains(observed.name) else { return nil }
        return
            "\(observed.address.kind.noun) '\(observed.name)' holds data and stays: delete it yourself if nothing needs it"
    }
}
