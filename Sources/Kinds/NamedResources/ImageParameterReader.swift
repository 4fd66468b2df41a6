import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads parameters of SSM that hold AMIs.
struct ImageParameterReader: ReferenceReader {
    let kind = ResourceKind.imageParameter

    /// The most names that one call takes [model: ssm, `ParameterNameList`].
    private static let namesPerCall = 10

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        try await findings(on: Set(resources.map(\.name)), in: region, context.caller(region))
    }

    /// Returns the parameters that the tags of existing environments name.
    func findings(usedIn observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings {
        let names = Dictionary(
            grouping: observation.resources.values.joined().filter(\.takesImage)
        ) { $0.address.region }
        .mapValues { Set($0.compactMap { $0.tags[OwnershipTags.image] }) }
        let found = try await concurrently(names.sorted { $0.key < $1.key }) { region, names in
            try await findings(on: names, in: region, access.caller(region))
        }
        return found.reduce(into: ReferenceFindings()) { $0.merge($1) }
    }

    private func findings(
        on names: Set<String>, in region: String, _ caller: any Caller
    ) async throws -> ReferenceFindings {
        var findings = ReferenceFindings()
        let parameters = try await findings.answer(on: kind, in: region) {
            try await concurrently(names.sorted().inChunks(of: Self.namesPerCall)) { names in
                try await Self.parameters(names, caller)
            }.flatMap { $0 }
        }
        for name in names {
            guard let parameter = parameters?.first(where: { Self.isMeant($0, by: name) }) else { continue }
            let address = Address(sharedIn: region, kind, name)
            var attributes: [String: Value] = [:]
            attributes["imageId"] = Self.image(in: parameter.value ?? "").map { .string($0) }
            findings.resources[address] = [
                ObservedResource(address, name: name, properties: .map([:]), attributes: attributes)
            ]
        }
        return findings
    }

    /// Returns those that exist. One that does not exist is among the invalid ones of the answer, and no error: an answer
    /// with fewer names in both lists than were asked for does not say which exist.
    private static func parameters(_ names: [String], _ caller: any Caller) async throws -> [SSM.Parameter] {
        let answer = try await caller.call(SSM.GetParameters(names: names))
        let found = answer.parameters ?? []
        guard found.count + (answer.invalidParameters ?? []).count >= names.count else {
            throw ServiceError(
                operation: SSM.GetParameters.qualifiedName, code: ServiceError.unreadableAnswer,
                message: "the answer names fewer parameters than were asked for: it is incomplete, or not from AWS",
                status: 200)
        }
        return found
    }

    /// True if a file that has this name means the parameter. AWS repeats a version or a label apart from the name.
    private static func isMeant(_ parameter: SSM.Parameter, by name: String) -> Bool {
        guard let found = parameter.name else { return false }
        let parts = name.split(separator: ":", maxSplits: 1)
        if found == name || found + (parameter.selector ?? "") == name { return true }
        return parts.count == 2 && found == parts[0] && parameter.version.map(String.init) == String(parts[1])
    }

    /// Returns the AMI in a value: the value itself, or the member `image_id` of one that is JSON, as AWS's own
    /// parameters are; nil if there is none.
    ///
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
    private static func image(in value: String) -> String? {
        let text = (try? ShapeCoding.value(ofJSON: value))?["image_id"]?.string ?? value
        let digits = text.dropFirst(4).utf8
        let isID = text.hasPrefix("ami-") && (8...17).contains(digits.count)
        return isID && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } ? text : nil
    }
}

extension ObservedResource {
    /// True if it is ours and took its image from a parameter.
    var takesImage: Bool { ownership == .ours && tags[OwnershipTags.image] != nil }
}
