import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads FSx for Lustre file systems that files name by their DNS names.
struct LustreReader: ReferenceReader {
    let kind = ResourceKind.namedLustreFileSystem

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        // All of them: FSx refuses a list of ids if one is missing.
        let systems = try await findings.answer(on: kind, in: region) { try await FSx.allFileSystems(caller) }
        for resource in resources {
            let id = resource.name.prefix { $0 != "." }
            guard let system = systems?.first(where: { $0.fileSystemId == String(id) }) else { continue }
            var properties: [String: Value] = [:]
            properties["type"] = system.fileSystemType.map { .string($0) }
            properties["version"] = system.fileSystemTypeVersion.map { .string($0) }
            properties["vpcId"] = system.vpcId.map { .string($0) }
            var attributes: [String: Value] = [:]
            attributes["mountName"] = system.lustreConfiguration?.mountName.map { .string($0) }
            findings.resources[resource.address] = [
                ObservedResource(
                    resource.address, name: resource.name, properties: .map(properties), attributes: attributes,
                    status: system.lifecycle.map { ResourceStatus(rawValue: $0) })
            ]
        }
        return findings
    }
}
