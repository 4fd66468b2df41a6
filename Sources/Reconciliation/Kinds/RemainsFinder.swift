public import Planning
public import ResourceModel

/// Finds resources with free names that environments own and no file names.
package protocol RemainsFinder: Sendable {
    /// Returns the resources that are left of environments.
    ///
    /// - Parameter baseName: the beginning of the names that reconcile gives the resources of an environment.
    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains
}

/// Resources that environments own and no file names.
public struct Remains: Sendable {
    /// The resources, by environment.
    public var found: [EnvironmentKey: [Resource]]
    /// Notes on what could not be read; the plan does without it.
    public var notes: [String]
    /// The results of the reads, for the reading that follows.
    public internal(set) var reads = EarlierReads(memory: ReadContext.Memory())

    /// Makes the result of a search.
    package init(found: [EnvironmentKey: [Resource]] = [:], notes: [String] = []) {
        self.found = found
        self.notes = notes
    }
}

extension StateReader {
    /// Finds resources that environments own and no file names any more.
    ///
    /// - Parameter baseName: the beginning of the names that reconcile gives the resources of an environment.
    public func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String
    ) async throws -> Remains {
        var all = Remains()
        for finder in kinds.all.compactMap(\.remains) {
            let context = ReadContext(access, memory: all.reads.memory)
            let more = try await finder.remains(of: requests, baseName: baseName, with: context)
            all.found.merge(more.found) { $0 + $1 }
            all.notes += more.notes
        }
        return all
    }
}
