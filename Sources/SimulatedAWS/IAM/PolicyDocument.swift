import FoundationEssentials

/// A policy document as far as the simulated account reads it.
struct PolicyDocument {
    /// Services that statements with Effect Allow name as principals.
    let allowedServices: Set<String>

    /// The purpose of a document: a trust policy names principals, an identity's policy names resources.
    enum Use {
        case trust
        case identity
    }

    /// IAM's messages about the errors of a document.
    struct Fault: Error {
        let message: String

        static let syntax = Fault(message: "Syntax errors in policy.")
    }

    private struct Document: Decodable {
        var Statement: OneOrMany<PolicyStatement>
    }

    /// Throws a ``Fault`` if IAM would not take the text.
    init(_ text: String, as use: Use) throws {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        } catch {
            throw Fault.syntax
        }
        guard !document.Statement.values.isEmpty else { throw Fault.syntax }
        var services: Set<String> = []
        for statement in document.Statement.values {
            try statement.check(as: use)
            services.formUnion(statement.allowedServices)
        }
        allowedServices = services
    }
}

/// A statement of a policy. The texts of faults are IAM's.
private struct PolicyStatement: Decodable {
    var Effect: String
    var Principal: PolicyPrincipal?
    var Action: OneOrMany<String>?
    var NotAction: OneOrMany<String>?
    var Resource: OneOrMany<String>?
    var NotResource: OneOrMany<String>?

    var allowedServices: [String] {
        guard Effect == "Allow", case .services(let names) = Principal else { return [] }
        return names
    }

    func check(as use: PolicyDocument.Use) throws {
        guard ["Allow", "Deny"].contains(Effect) else { throw PolicyDocument.Fault.syntax }
        let actions = (Action ?? NotAction)?.values ?? []
        guard !actions.isEmpty else {
            throw PolicyDocument.Fault(message: "Policy statement must contain actions.")
        }
        let resources = (Resource ?? NotResource)?.values
        switch use {
        case .trust:
            guard Principal != nil else { throw PolicyDocument.Fault.syntax }
            guard resources == nil else { throw PolicyDocument.Fault(message: "Has prohibited field Resource") }
        case .identity:
            guard Principal == nil else {
                throw PolicyDocument.Fault(message: "Policy document should not specify a principal.")
            }
            guard let resources, !resources.isEmpty else {
                throw PolicyDocument.Fault(message: "Policy statement must contain resources.")
            }
            for resource in resources where resource != "*" && !resource.hasPrefix("arn:") {
                throw PolicyDocument.Fault(message: "Resource \(resource) must be in ARN format or \"*\".")
            }
        }
    }
}

private enum PolicyPrincipal: Decodable {
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
