import AWSOperations
import ResourceModel

/// One reading of AWS: what several drivers need is read once.
struct Reading: Sendable {
    let access: AWSAccess
    let iam: IAMSnapshot
    private let batch: [String: BatchSnapshot]

    /// - Parameter discovery: what was read before; it is not read again.
    init(_ access: AWSAccess, for resources: [Resource], after discovery: Discovery? = nil) {
        self.access = access
        let regions = Set(resources.map(\.address.region))
        let read = discovery?.batch ?? [:]
        batch = Dictionary(
            uniqueKeysWithValues: regions.map { ($0, read[$0] ?? BatchSnapshot(access.caller($0))) })
        iam = IAMSnapshot(access.global, for: resources, walked: discovery?.iam)
    }

    func caller(_ region: String) -> any Caller { access.caller(region) }

    func batch(_ region: String) -> BatchSnapshot { batch[region] ?? BatchSnapshot(access.caller(region)) }
}

/// Runs one call for each element at the same time.
func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        for (index, element) in elements.enumerated() { group.addTask { (index, try await body(element)) } }
        var results: [(Int, Result)] = []
        for try await result in group { results.append(result) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension Sequence {
    /// The elements by a key, each group in the sequence's order.
    func grouped<Key: Hashable>(by key: (Element) -> Key) -> [Key: [Element]] { Dictionary(grouping: self, by: key) }
}
