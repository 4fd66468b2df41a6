package import Transport

/// Answers requests by a rule of the test, and keeps the requests.
package actor FakeSender: HTTPSender {
    package private(set) var requests: [HTTPRequest] = []
    private let answer: @Sendable (HTTPRequest, Int) throws -> HTTPResponse

    /// - Parameter answer: gets the request and the number of requests before it.
    package init(_ answer: @escaping @Sendable (HTTPRequest, Int) throws -> HTTPResponse) {
        self.answer = answer
    }

    package func send(_ request: HTTPRequest) throws -> HTTPResponse {
        defer { requests.append(request) }
        return try answer(request, requests.count)
    }
}

extension HTTPRequest {
    package subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var text: String { String(decoding: body ?? [], as: UTF8.self) }
}

extension HTTPResponse {
    package init(_ status: Int, _ body: String, headers: [HTTPHeader] = []) {
        self.init(status: status, headers: headers, body: Array(body.utf8))
    }
}
