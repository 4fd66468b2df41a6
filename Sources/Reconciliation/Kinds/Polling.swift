package import AWSOperations

/// Lists resources by name while a run waits for one.
package struct Polling: Sendable {
    /// The most names that one call takes.
    package var namesPerCall: Int
    /// Returns the records of the resources with these names.
    package var list: @Sendable (_ names: [String], _ caller: any Caller) async throws -> [PolledRecord]

    /// Makes a polling.
    package init(
        namesPerCall: Int,
        list: @escaping @Sendable (_ names: [String], _ caller: any Caller) async throws -> [PolledRecord]
    ) {
        self.namesPerCall = namesPerCall
        self.list = list
    }
}
