import AWSOperations
import Reconciliation
import ResourceModel

extension ReadContext {
    /// Returns the ACTIVE revisions of the definitions with these names, the newest of each last.
    ///
    /// Batch finds a definition by its name alone, or several by names with revisions, which are not known
    /// [aws-rules: Job definitions by name]. For more than a few names, the list of all ACTIVE definitions is cheaper. It
    /// can be long, because Nextflow makes definitions and removes none: then each name is asked for after all.
    func jobDefinitions(
        named names: Set<String>, _ region: String
    ) async throws -> [String: [Batch.JobDefinition]] {
        let caller = caller(region)
        var all = try await listedJobDefinitions(region)
        if all == nil, names.count > Self.fewNames {
            all = try await Batch.allJobDefinitions(caller, upToPages: 1 + names.count / Self.namesPerPage)
        }
        if all == nil {
            all = try await concurrently(names.sorted()) { try await Batch.jobDefinitions(named: $0, caller) }
                .flatMap { $0 }
        }
        return (all ?? []).filter { names.contains($0.jobDefinitionName) }.grouped { $0.jobDefinitionName }
            .mapValues { $0.sorted { $0.revision < $1.revision } }
    }

    /// All ACTIVE revisions of a region, listed once for all kinds.
    func activeJobDefinitions(_ region: String) async throws -> [Batch.JobDefinition] {
        let caller = caller(region)
        return try await once(Self.jobDefinitionsKey(region)) {
            try await Batch.allJobDefinitions(caller, upToPages: .max) ?? []
        }
    }

    private func listedJobDefinitions(_ region: String) async throws -> [Batch.JobDefinition]? {
        try await already(Self.jobDefinitionsKey(region), [Batch.JobDefinition].self)
    }

    private static func jobDefinitionsKey(_ region: String) -> String { "job definitions in \(region)" }

    /// So many names are asked for one by one, at the same time.
    private static let fewNames = 4
    /// A page of the list is read for so many names, so that a long list costs little beside the names.
    private static let namesPerPage = 10
}

extension Batch {
    /// Reads the ACTIVE revisions of a definition.
    static func jobDefinitions(named name: String, _ caller: any Caller) async throws -> [JobDefinition] {
        try await everyPage(of: DescribeJobDefinitions.self) { token in
            let answer = try await caller.call(
                DescribeJobDefinitions(jobDefinitionName: name, status: "ACTIVE", nextToken: token))
            return (answer.jobDefinitions ?? [], answer.nextToken)
        }.sorted { $0.revision < $1.revision }
    }

    /// Reads all ACTIVE definitions of a caller's region; nil if the list has more pages than are to be read.
    static func allJobDefinitions(_ caller: any Caller, upToPages pages: Int) async throws -> [JobDefinition]? {
        var read = 0
        let found: [JobDefinition] = try await everyPage(of: DescribeJobDefinitions.self) { token in
            read += 1
            guard read <= pages else { return ([], nil) }
            let answer = try await caller.call(
                DescribeJobDefinitions(maxResults: 100, status: "ACTIVE", nextToken: token))
            return (answer.jobDefinitions ?? [], answer.nextToken)
        }
        return read > pages ? nil : found
    }
}
