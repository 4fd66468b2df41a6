import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads the zones in which EC2 offers the instance types of the files, with one call.
struct OfferingReader: ReferenceReader {
    let kind = ResourceKind.typeOffering

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        let patterns = Set(resources.map { $0.name.contains(".") ? $0.name : "\($0.name).*" }).sorted()
        var findings = ReferenceFindings()
        let offerings = try await findings.answer(on: kind, in: region) {
            // EC2 takes 200 values in a filter.
            try await concurrently(patterns.inChunks(of: 200)) { values in
                try await everyPage(of: EC2.DescribeInstanceTypeOfferings.self) { token in
                    let answer = try await caller.call(
                        EC2.DescribeInstanceTypeOfferings(
                            locationType: "availability-zone",
                            filters: [EC2.Filter(name: "instance-type", values: values)], nextToken: token))
                    return (answer.instanceTypeOfferings ?? [], answer.nextToken)
                }
            }.flatMap(\.self)
        }
        guard let offerings else { return findings }
        let zones = Dictionary(grouping: offerings) { $0.instanceType ?? "" }.mapValues {
            Set($0.compactMap(\.location))
        }
        let families = Dictionary(grouping: offerings) { String(($0.instanceType ?? "").prefix { $0 != "." }) }
            .mapValues { Set($0.compactMap(\.location)) }
        for resource in resources {
            let found = (resource.name.contains(".") ? zones : families)[resource.name] ?? []
            findings.resources[resource.address] = [
                ObservedResource(
                    resource.address, name: resource.name, properties: .map(["zones": .strings(found.sorted())]))
            ]
        }
        return findings
    }
}
