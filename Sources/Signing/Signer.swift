/// AWS Signature Version 4 in the `Authorization` header, as pure functions of the request and the time.
///
/// Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
public struct Signer: Sendable {
    /// The credentials that sign.
    public var credentials: Credentials
    /// The region of the credential scope.
    public var region: String
    /// The service's signing name.
    public var service: String

    /// Makes a signer for one service in one region.
    public init(credentials: Credentials, region: String, service: String) {
        self.credentials = credentials
        self.region = region
        self.service = service
    }

    /// A signature and the texts that it was computed from.
    public struct Signature: Sendable, Hashable {
        /// The canonical request.
        public let canonicalRequest: String
        /// The string that was signed.
        public let stringToSign: String
        /// The signature in hexadecimal digits.
        public let value: String
        /// The value of the `Authorization` header.
        public let authorization: String
        /// The headers to send beside the signed request's headers: `X-Amz-Date`, the session token, `Authorization`.
        public let headers: [SignableRequest.Field]
    }

    /// Signs a request at a time, given in seconds since 1970.
    public func signature(of request: SignableRequest, at secondsSince1970: Double) -> Signature {
        let time = SigningTime(secondsSince1970: secondsSince1970)
        var added = [SignableRequest.Field("X-Amz-Date", time.timestamp)]
        if let token = credentials.sessionToken { added.append(.init("X-Amz-Security-Token", token)) }

        let headers = canonicalHeaders(request.headers + added)
        let signedHeaders = headers.map(\.name).joined(separator: ";")
        let canonicalRequest = [
            request.method, canonicalPath(of: request), canonicalQuery(of: request),
            headers.map { "\($0.name):\($0.value)\n" }.joined(), signedHeaders, SHA256.hexDigest(of: request.body),
        ].joined(separator: "\n")

        let scope = "\(time.date)/\(region)/\(service)/aws4_request"
        let stringToSign = [
            "AWS4-HMAC-SHA256", time.timestamp, scope, SHA256.hexDigest(of: canonicalRequest),
        ].joined(separator: "\n")
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [time.date, region, service, "aws4_request"] {
            key = HMACSHA256.code(for: Array(part.utf8), key: key)
        }
        let value = hex(HMACSHA256.code(for: Array(stringToSign.utf8), key: key))
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
            + "SignedHeaders=\(signedHeaders), Signature=\(value)"
        return Signature(
            canonicalRequest: canonicalRequest, stringToSign: stringToSign, value: value, authorization: authorization,
            headers: added + [.init("Authorization", authorization)])
    }

    /// Names in lower case and sorted, values of one name joined by commas in their order, runs of space made one.
    private func canonicalHeaders(_ headers: [SignableRequest.Field]) -> [SignableRequest.Field] {
        var values: [String: [String]] = [:]
        for header in headers {
            let words = header.value.split(whereSeparator: \.isWhitespace)
            values[header.name.lowercased(), default: []].append(words.joined(separator: " "))
        }
        return values.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.joined(separator: ",")) }
    }

    private func canonicalPath(of request: SignableRequest) -> String {
        let path = request.normalizesPath ? normalized(request.path) : request.path
        guard !path.isEmpty else { return "/" }
        return request.encodesPathAgain ? PercentEncoding.encode(path, keeping: "/") : path
    }

    private func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let isFolder = path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("/..")
        return "/" + segments.joined(separator: "/") + (isFolder && !segments.isEmpty ? "/" : "")
    }

    /// Encoded pairs sorted by name, then by value, as bytes.
    private func canonicalQuery(of request: SignableRequest) -> String {
        request.query.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
            .sorted { $0 < $1 }
            .map { "\($0)=\($1)" }.joined(separator: "&")
    }
}
