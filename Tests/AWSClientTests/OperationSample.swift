import AWSOperations
import FoundationEssentials
import Signing
import Testing
import Transport

@testable import AWSClient

/// An operation with the request that botocore makes of it, and an answer with what botocore reads in it.
struct OperationSample: Sendable, CustomTestStringConvertible {
    /// A request as botocore writes it; the names in the query and in a form are sorted.
    struct Request: Sendable {
        var method: String
        var path: String
        var query: String
        var headers: [String: String]
        var body: String

        init(_ method: String, _ path: String, query: String, headers: [String: String], body: String) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
            self.body = body
        }
    }

    let testDescription: String
    /// Compares the request of the wire client with botocore's.
    let checkRequest: @Sendable () throws -> Void
    /// Compares what the wire client reads in the answer with what botocore reads.
    let checkAnswer: @Sendable () throws -> Void

    init<O: Operation>(_ operation: O, _ request: Request, _ response: HTTPResponse, _ output: O.Output) {
        testDescription = O.qualifiedName
        checkRequest = {
            let wire = try WireRequest(operation)
            #expect(wire.method == request.method && wire.path == request.path)
            #expect(PercentEncoding.encode(fields: wire.query.sorted { $0.name < $1.name }) == request.query)
            for (name, value) in request.headers {
                #expect(wire.headers.first { $0.name.lowercased() == name.lowercased() }?.value == value, "\(name)")
            }
            try Self.compare(String(decoding: wire.body ?? [], as: UTF8.self), request.body, O.service.wireProtocol)
        }
        checkAnswer = {
            let read = try WireResponse(to: O.self, response: response).output(O.Output.self)
            #expect(try Self.tree(read) == Self.tree(output))
        }
    }

    /// JSON by its values, a form by its fields.
    private static func compare(_ sent: String, _ wanted: String, _ wireProtocol: Service.WireProtocol) throws {
        switch wireProtocol {
        case .restJSON where wanted.isEmpty, .restXML: #expect(sent == wanted)
        case .restJSON, .json11: #expect(try tree(of: sent) == tree(of: wanted))
        case .query, .ec2: #expect(sent.split(separator: "&").sorted() == wanted.split(separator: "&").sorted())
        }
    }

    private static func tree(of text: String) throws -> JSONTree {
        try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
    }

    private static func tree(_ value: some Encodable) throws -> JSONTree {
        try JSONDecoder().decode(JSONTree.self, from: JSONEncoder().encode(value))
    }
}
