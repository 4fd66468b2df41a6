import ResourceModel

extension Plan {
    /// Refuses to delete more environments than was allowed.
    ///
    /// - Parameter allowed: the most that may be deleted; nil for any number. Fewer are fine, so that the same command can
    ///   be run again after a part was done.
    public mutating func limitDestruction(to allowed: Int?) {
        guard let allowed else { return }
        limit(environments.indices.filter { deletes($0) }, to: allowed)
    }

    /// Refuses to delete environments that no given file defines, unless their number was allowed.
    ///
    /// - Parameters:
    ///   - allowed: the most that may be deleted; nil if nothing was said of it.
    ///   - isAsked: whether a person sees the plan and is asked, which allows any number.
    public mutating func limitDeletions(to allowed: Int?, isAsked: Bool) {
        let pruned = environments.indices.filter { environments[$0].isPruned && deletes($0) }
        if let allowed { return limit(pruned, to: allowed) }
        guard let first = pruned.first, !isAsked else { return }
        refuse(first, pruned.count, allowed: nil)
    }

    private func deletes(_ index: Int) -> Bool { environments[index].resources.contains { $0.action == .delete } }

    private mutating func limit(_ deleted: [Int], to allowed: Int) {
        guard let first = deleted.first, deleted.count > allowed else { return }
        refuse(first, deleted.count, allowed: allowed)
    }

    private mutating func refuse(_ index: Int, _ count: Int, allowed: Int?) {
        environments[index].refusals.append(
            Refusal(.tooManyDeletions(count: count, allowed: allowed), environment: environments[index].key))
    }
}
