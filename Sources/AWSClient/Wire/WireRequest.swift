import AWSOperations
import FoundationEssentials
import Signing
import Transport

/// A call as it goes on the wire, before it is signed.
struct WireRequest: Sendable, Hashable {
    var method: String
    /// Percent-encoded once.
    var path: String
    var query: [SignableRequest.Field]
    var headers: [SignableRequest.Field]
    var body: [UInt8]?

    /// Encodes an operation in its service's protocol.
    init<O: Operation>(_ operation: O) throws {
        let service = O.service
        let binding = operation.binding
        method = binding.method
        path = binding.path
        query = binding.query.map { .init($0.name, $0.value) }
        headers = []
        switch service.wireProtocol {
        case .restJSON:
            guard binding.hasBody else { return }
            headers = [.init("Content-Type", "application/json")]
            body = try Self.json(operation)
        case .restXML:
            body = binding.payload
            // S3 wants the hash of every body among the headers.
            headers = binding.headers.map { .init($0.name, $0.value) }
            headers.append(.init("X-Amz-Content-Sha256", SHA256.hexDigest(of: body ?? [])))
        case .json11:
            headers = [
                .init("Content-Type", "application/x-amz-json-1.1"),
                .init("X-Amz-Target", "\(service.targetPrefix).\(O.name)"),
            ]
            body = try Self.json(operation)
        case .query, .ec2:
            headers = [.init("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
            let style = service.wireProtocol == .ec2 ? QueryEncoder.Style.ec2 : .query
            let fields =
                [.init("Action", O.name), .init("Version", service.apiVersion)]
                + (try QueryEncoder(style: style).fields(of: operation))
            body = Array(PercentEncoding.encode(fields: fields).utf8)
        }
    }

    private static func json(_ operation: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(operation))
    }

    /// The HTTP request, signed unless there are no credentials.
    func httpRequest(
        to endpoint: Endpoint, service: Service, credentials: Credentials?, at seconds: Double
    ) -> HTTPRequest {
        let start = endpoint.url.range(afterScheme: "://")
        let hostEnd = endpoint.url[start...].firstIndex(of: "/") ?? endpoint.url.endIndex
        let ending = endpoint.url[hostEnd...] + path
        let fullPath = ending.isEmpty ? "/" : ending
        var headers = [SignableRequest.Field("Host", String(endpoint.url[start..<hostEnd]))] + self.headers
        if let credentials {
            let signer = Signer(
                credentials: credentials, region: endpoint.signingRegion, service: service.signingName)
            let request = SignableRequest(
                method: method, path: String(fullPath), query: query, headers: headers, body: body ?? [],
                normalizesPath: service != .s3, encodesPathAgain: service != .s3)
            headers += signer.signature(of: request, at: seconds).headers
        }
        let url =
            "\(endpoint.url[..<hostEnd])\(fullPath)"
            + (query.isEmpty ? "" : "?" + PercentEncoding.encode(fields: query))
        return HTTPRequest(
            method: method, url: url, headers: headers.map { HTTPHeader($0.name, $0.value) }, body: body,
            timeout: CallPatience.current.attemptSeconds.map { .seconds($0) })
    }
}

extension String {
    /// The start of the text after the first `mark`, or the whole text's start.
    fileprivate func range(afterScheme mark: String) -> Index {
        firstRange(of: mark)?.upperBound ?? startIndex
    }
}
