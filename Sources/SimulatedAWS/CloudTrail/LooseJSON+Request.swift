import AWSOperations
import FoundationEssentials

extension LooseJSON {
    /// The request of a call as CloudTrail shows it [aws-rules: Events of CloudTrail].
    init(requestOf operation: any Operation) throws {
        if let tags = operation as? EC2.CreateTags {
            self = .tagging(tags.resources, tags.tags)
        } else if let tags = operation as? EC2.DeleteTags {
            self = .tagging(tags.resources, tags.tags ?? [])
        } else {
            self = try Self.members(of: operation)
        }
    }

    private static func members<O: Operation>(of operation: O) throws -> LooseJSON {
        let body = try JSONDecoder().decode(LooseJSON.self, from: try JSONEncoder().encode(operation))
        let members = body.withMembersOutsideOfTheBody(of: operation)
        switch O.service {
        // Launch templates are in a member that is named after the request, and their scripts are left out.
        case .ec2: return .map(["\(O.name)Request": members.withoutUserData])
        // These have no maps with names of the user's.
        case .iam, .efs, .fsx: return members.withLowerCaseNames
        default: return members
        }
    }

    /// The request with the members that are sent in the path and the query.
    private func withMembersOutsideOfTheBody(of operation: some Operation) -> LooseJSON {
        guard case .map(var members) = self else { return self }
        for member in Mirror(reflecting: operation).children {
            guard let name = member.label, self[name] == nil else { continue }
            if let text = member.value as? String { members[name] = .text(text) }
            if let texts = member.value as? [String] { members[name] = .list(texts.map { .text($0) }) }
        }
        return .map(members)
    }

    private static func tagging(_ resources: [String], _ tags: [EC2.Tag]) -> LooseJSON {
        let given = tags.map { tag in
            var members: [String: LooseJSON] = ["key": .text(tag.key ?? "")]
            members["value"] = tag.value.map { .text($0) }
            return LooseJSON.map(members)
        }
        return .map([
            "resourcesSet": .map(["items": .list(resources.map { .map(["resourceId": .text($0)]) })]),
            "tagSet": .map(["items": .list(given)]),
        ])
    }

    private var withoutUserData: LooseJSON {
        guard case .map(let members) = self else { return self }
        return .map(
            Dictionary(
                uniqueKeysWithValues: members.map { name, value in
                    (name, name == "UserData" ? .text("<sensitiveDataRemoved>") : value.withoutUserData)
                }))
    }

    private var withLowerCaseNames: LooseJSON {
        switch self {
        case .map(let members):
            .map(
                Dictionary(
                    members.map { ($0.key.prefix(1).lowercased() + $0.key.dropFirst(), $0.value.withLowerCaseNames) }
                ) { $1 })
        case .list(let elements): .list(elements.map(\.withLowerCaseNames))
        default: self
        }
    }

    /// The JSON as text, the same for the same value.
    var jsonText: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
