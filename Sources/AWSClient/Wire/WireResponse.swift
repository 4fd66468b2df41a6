package import AWSOperations
import FoundationEssentials
package import Transport

/// Reads the answer to an operation in its service's protocol.
package struct WireResponse {
    var operation: String
    var wireProtocol: Service.WireProtocol
    var response: HTTPResponse
    /// The endpoint that sent it, such as `https://batch.eu-west-1.amazonaws.com`; empty if that is not known.
    var endpoint: String
    /// The members without which an answer is none of AWS's.
    var promisedMembers: [String]
    /// The root element of an answer in S3's form.
    var element: String?
    /// The records that the answer has to be about; nil if they are not known.
    private var asked: AskedRecords?

    /// Makes an answer to read.
    init(
        operation: String, wireProtocol: Service.WireProtocol, response: HTTPResponse, endpoint: String = "",
        promisedMembers: [String] = [], element: String? = nil
    ) {
        self.operation = operation
        self.wireProtocol = wireProtocol
        self.response = response
        self.endpoint = endpoint
        self.promisedMembers = promisedMembers
        self.element = element
    }

    /// Makes an answer to an operation.
    ///
    /// - Parameter wireProtocol: the protocol of the answer; nil for that of the operation's service.
    package init<O: Operation>(
        to operation: O.Type, wireProtocol: Service.WireProtocol? = nil, response: HTTPResponse, endpoint: String = ""
    ) {
        self.init(
            operation: O.qualifiedName, wireProtocol: wireProtocol ?? O.service.wireProtocol, response: response,
            endpoint: endpoint, promisedMembers: O.promisedMembers, element: O.answerElement)
    }

    /// The same answer, held to what was asked for.
    func held(to asked: AskedRecords) -> WireResponse {
        var answer = self
        answer.asked = asked
        return answer
    }

    /// True if any part of the answer may be a key: then nothing of it is shown that is not known beforehand.
    private var isSecret: Bool { CredentialAnswer.isExpected(by: operation) }
    /// True if no words of the body may be shown.
    private var isUnquotable: Bool { isSecret || CredentialAnswer.isLikely(response.body) }
    private var isXML: Bool { wireProtocol == .query || wireProtocol == .ec2 || wireProtocol == .restXML }

    /// The output, or the `ServiceError` the service answered with.
    package func output<Output: Decodable>(_ type: Output.Type) throws -> Output {
        guard (200..<300).contains(response.status) else { throw serviceError() }
        if type == Empty.self, let empty = Empty() as? Output {
            try checkEmpty()
            return empty
        }
        if let headered = type as? any HeaderedAnswer.Type,
            let output = headered.init(header: { response[header: $0] }, body: response.body) as? Output
        {
            try checkHeaders()
            return output
        }
        do {
            try checkContentType()
            if isXML {
                let members = try members()
                try check(members)
                return try XMLDecoder().decode(type, from: members)
            }
            let bytes = response.body.isEmpty ? Array("{}".utf8) : response.body
            let (output, tree) = try TolerantDecoding.decode(type, from: Data(bytes))
            guard case .object = tree else { throw Foreign(reason: "it is no JSON object") }
            if let name = RepeatedMember.first(in: bytes) { throw Foreign(reason: "'\(name)' is there twice") }
            try check(tree)
            return output
        } catch {
            throw unreadable(error)
        }
    }

    /// Why an answer is none of AWS's.
    private struct Foreign: Error {
        let reason: String
    }

    /// The element that has the members.
    private func members() throws -> XMLElement {
        let root = try XMLReader.read(response.body)
        let call = operation.split(separator: ":").last.map(String.init) ?? operation
        let name = wireProtocol == .restXML ? element : "\(call)Response"
        guard name == nil || root.name == name else {
            throw Foreign(reason: "it begins with <\(root.name)>, not with <\(name ?? "")>")
        }
        // The query protocol wraps the members once more: <GetRoleResponse><GetRoleResult>….
        return root.children.first { $0.name == "\(call)Result" && wireProtocol == .query } ?? root
    }

    private func check(_ answer: some AnswerNode) throws {
        for member in promisedMembers {
            guard answer.member(member) != nil else { throw Foreign(reason: "'\(member)' is missing") }
            guard !answer.repeats(member) else { throw Foreign(reason: "'\(member)' is there twice") }
        }
        if let broken = RecordCheck(answer: answer).firstBroken(of: PromisedRecords.byCall[operation] ?? []) {
            throw Foreign(reason: broken)
        }
        guard let identity = RecordIdentity.byCall[operation] else { return }
        if let fault = IdentityCheck(answer: answer, identity: identity, asked: asked).fault() {
            throw Foreign(reason: fault)
        }
    }

    private func checkContentType() throws {
        guard !response.hasContentType(of: wireProtocol) else { return }
        throw Foreign(reason: "AWS answers in \(isXML ? "XML" : "JSON")")
    }

    /// S3 names itself in every answer; one without a body to read has nothing else to know it by.
    private func checkHeaders() throws {
        guard wireProtocol == .restXML, requestID == nil, response[header: "x-amz-bucket-region"] == nil else { return }
        throw unreadable(Foreign(reason: "the header 'x-amz-request-id' is missing"))
    }

    /// A call that answers with nothing still answers in its service's form.
    private func checkEmpty() throws {
        let isBlank = response.body.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if isBlank, element == nil { return try checkHeaders() }
        do {
            try checkContentType()
            if isXML {
                _ = try members()
            } else {
                let answer = try TolerantDecoding.decode(Empty.self, from: Data(response.body)).1
                guard case .object = answer else { throw Foreign(reason: "it is no JSON object") }
                if let name = ["error", "errors"].first(where: { answer.member($0) != nil }) {
                    throw Foreign(reason: "it has '\(name)'")
                }
            }
        } catch {
            throw unreadable(error)
        }
    }

    /// The error of an answer whose status says so, however little sense its body makes.
    private func serviceError() -> ServiceError {
        var body = isXML ? xmlError() : jsonError()
        var header = response[header: "x-amzn-ErrorType"].map(Self.code)
        if isSecret {
            header = header.flatMap(CredentialAnswer.code)
            body.code = body.code.flatMap(CredentialAnswer.code)
            let code = header ?? body.code
            body.message = code.flatMap { CredentialAnswer.message(of: $0, operation: operation) }
            body.requestID = body.requestID.flatMap(CredentialAnswer.requestID)
        }
        let code =
            header ?? body.code ?? (response.status == 429 ? "TooManyRequestsException" : "HTTP\(response.status)")
        return error(
            code: code, message: message(body, isCoded: (header ?? body.code) != nil), requestID: body.requestID,
            bucketRegion: bucketRegion(body))
    }

    /// AWS's sentence. An answer without an error code may be a page of a proxy or a redirect of a portal, so the message
    /// names its origin, its type and its first words.
    private func message(_ body: Body, isCoded: Bool) -> String {
        let own = body.message ?? "HTTP \(response.status)\(excerpt)"
        guard !isCoded else {
            // An answer with a request id is from AWS. One without may be a gateway's that has codes, too.
            let isKnown = requestID != nil || body.requestID != nil || self.origin.isEmpty
            return isKnown ? own : "\(own) (HTTP \(response.status)\(self.origin), without a request id)"
        }
        let origin = "HTTP \(response.status)\(self.origin)"
        if let region = bucketRegion(body) { return "\(origin): the bucket is in '\(region)'" }
        guard !response.isRedirect else {
            let way = isSecret ? response.redirectionOfSecrets : response.redirection
            return origin + way + response.upgrade(of: endpoint)
        }
        return origin + (response.body.isEmpty ? "" : kind.isEmpty ? "" : " with an answer\(kind)") + excerpt
    }

    /// The region that S3 names for a bucket; it becomes a part of a host name.
    private func bucketRegion(_ body: Body) -> String? {
        let region = response[header: "x-amz-bucket-region"] ?? body.region
        return region.flatMap { RegionName.isValid($0) ? $0 : nil }
    }

    private var origin: String { (endpoint.isEmpty ? "" : " from \(endpoint)") + way }
    private var way: String { response.proxy.map { " through the proxy \($0)" } ?? "" }
    private var kind: String {
        isSecret ? "" : response[header: "Content-Type"].map { " of type '\($0.prefix(100))'" } ?? ""
    }

    private struct Body {
        var code: String?
        var message: String?
        var requestID: String?
        /// The region that S3 names if a request was signed for another one.
        var region: String?
    }

    private func xmlError() -> Body {
        guard let root = try? XMLReader.read(response.body), let error = root.first(named: "Error") else {
            return Body()
        }
        let id = root.first(named: "RequestId") ?? root.first(named: "RequestID")
        return Body(
            code: error["Code"]?.text, message: error["Message"]?.text, requestID: id?.text,
            region: error["Region"]?.text)
    }

    private func jsonError() -> Body {
        struct Members: Decodable {
            var code: String?
            var message: String?
            private enum CodingKeys: String, CodingKey {
                case type = "__type"
                case code, message
                case upperMessage = "Message"
                case errorMessage
            }
            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: CodingKeys.self)
                func text(_ keys: CodingKeys...) -> String? {
                    keys.lazy.compactMap { try? members.decode(String.self, forKey: $0) }.first
                }
                code = text(.type, .code)
                message = text(.message, .upperMessage, .errorMessage)
            }
        }
        let members = try? JSONDecoder().decode(Members.self, from: Data(response.body))
        return Body(code: members?.code.map(Self.code), message: members?.message)
    }

    /// `com.amazonaws.batch#ClientException:http://…` says `ClientException`.
    private static func code(_ text: String) -> String {
        let name = text.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        return String(name.split(separator: "#").last ?? name)
    }

    private func unreadable(_ problem: any Error) -> ServiceError {
        let message =
            "HTTP \(response.status)\(origin) with an answer\(kind) that cannot be read: \(reason(of: problem))"
        return error(code: ServiceError.unreadableAnswer, message: message + excerpt, requestID: nil)
    }

    private func error(
        code: String, message: String, requestID: String?, bucketRegion: String? = nil
    ) -> ServiceError {
        ServiceError(
            operation: operation, code: Self.cut(code, 200).onOneLine, message: Self.cut(message, 8000).onOneLine,
            status: response.status, requestID: (self.requestID ?? requestID).map { Self.cut($0, 200) },
            retryAfterMilliseconds: response[header: "x-amz-retry-after"].flatMap { Int($0) },
            bucketRegion: bucketRegion)
    }

    /// AWS's texts are short; an answer that is none may be a megabyte.
    private static func cut(_ text: String, _ most: Int) -> String {
        text.utf8.count <= most ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))) + "…"
    }

    var requestID: String? {
        let id = response[header: "x-amzn-RequestId"] ?? response[header: "x-amz-request-id"]
        return isSecret ? id.flatMap(CredentialAnswer.requestID) : id
    }

    /// The beginning of a body that nothing could be made of: enough to know a proxy's or a portal's page by.
    private var excerpt: String {
        guard !response.body.isEmpty, !isSecret else { return "" }
        guard !isUnquotable else { return ", which names credentials and is not shown" }
        let start = String(decoding: response.body.prefix(200), as: UTF8.self)
        let words = start.split { $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains { $0.value < 32 } }
        return ": '\(words.joined(separator: " "))\(response.body.count > 200 ? "…" : "")'"
    }

    private func reason(of error: any Error) -> String {
        switch error {
        case let failure as XMLReader.Failure: failure.reason
        case _ where isUnquotable: "it is no answer to this call"
        case let foreign as Foreign: foreign.reason
        case DecodingError.keyNotFound(let key, let context):
            (Self.path(context) + ["'\(key.stringValue)' is missing"]).joined(separator: ": ")
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            (Self.path(context) + [context.debugDescription]).joined(separator: ": ")
        default: "\(error)"
        }
    }

    /// The member that an error is about, as `jobQueues[0].computeEnvironmentOrder[1]`; nothing if it is the whole answer.
    private static func path(_ context: DecodingError.Context) -> [String] {
        var path = ""
        for key in context.codingPath {
            path += key.intValue.map { "[\($0)]" } ?? (path.isEmpty ? key.stringValue : ".\(key.stringValue)")
        }
        return path.isEmpty ? [] : [path]
    }
}
