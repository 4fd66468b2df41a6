import FoundationEssentials

/// A policy document as far as the simulated account reads it.
struct PolicyDocument {
    /// Services that statements with Effect Allow name as principals.
    let allowedServices: Set<String>

    private struct Document: Decodable {
        var Statement: OneOrMany<Statement>
    }

    private struct Statement: Decodable {
        var Effect: String
        var Principal: Principal?
    }

    private enum Principal: Decodable {
        case services([String])
        case others

        private struct Named: Decodable {
            var Service: OneOrMany<String>?
        }

        init(from decoder: any Decoder) throws {
            let named = try? Named(from: decoder)
            self = named?.Service.map { .services($0.values) } ?? .others
        }
    }

    /// Throws when the text is not a policy: no JSON object, no statement, an unknown effect.
    init(_ text: String) throws {
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        var services: Set<String> = []
        for statement in document.Statement.values {
            guard ["Allow", "Deny"].contains(statement.Effect) else { throw PolicyError() }
            if case .services(let names) = statement.Principal, statement.Effect == "Allow" {
                services.formUnion(names)
            }
        }
        allowedServices = services
    }

    private struct PolicyError: Error {}
}

/// A value that JSON writes alone or in a list.
private struct OneOrMany<Element: Decodable>: Decodable {
    var values: [Element]

    init(from decoder: any Decoder) throws {
        if let many = try? [Element](from: decoder) {
            values = many
        } else {
            values = [try Element(from: decoder)]
        }
    }
}
