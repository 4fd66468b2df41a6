import Testing

@testable import Transport

/// Answers without end, and answers that are none.
struct BoundsTests {
    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"), ("HTTP/1.1 200 OK\r\nX-A: ", "bbbbbbbb"),
        ("", "HTTP/1.1 100 Continue\r\n\r\n"), ("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n"),
    ])
    func `headers without end are refused`(start: String, more: String) async throws {
        let repeated = String(repeating: more, count: 1000)
        let server = try LoopbackServer { _, _ in .endless(start, then: repeated) }
        defer { server.stop() }
        let transport = CurlTransport(options: TransportOptions(timeout: .seconds(600), maximumHeaderSize: 50_000))
        let error = try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "POST", url: server.url, body: [1]))
        }
        #expect(error.isResponseTooLarge && error.requestMayHaveBeenSent, "\(error)")
        #expect(server.bytesSent < 20 << 20)
    }

    @Test(arguments: ["Content-Length: 99999999999\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "\r\n"])
    func `bodies without end are refused at the limit`(header: String) async throws {
        let text = String(repeating: "x", count: 1 << 16)
        let more = header.hasPrefix("T") ? "10000\r\n\(text)\r\n" : text
        let server = try LoopbackServer { _, _ in .endless("HTTP/1.1 200 OK\r\n" + header, then: more) }
        defer { server.stop() }
        let transport = CurlTransport(options: TransportOptions(timeout: .seconds(600), maximumResponseSize: 1 << 20))
        let error = try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "GET", url: server.url))
        }
        #expect(error.isResponseTooLarge && error.status == 200)
        #expect(server.bytesSent < 20 << 20)
    }

    @Test func `gives up an incomplete answer when its time is over`() async throws {
        // Bytes come all the time, and none of them is one of the body's.
        let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
        let server = try LoopbackServer { _, _ in .endless(start, then: "name=value;") }
        defer { server.stop() }
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(
                HTTPRequest(method: "GET", url: server.url, timeout: .milliseconds(300)))
        }
        #expect(error.message == "timeout was reached" && error.status == 200)
    }

    @Test(arguments: [
        "\u{0}\u{1}garbage\r\n\r\n", "<html>portal</html>", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "220 mail.example ESMTP\r\n", "SSH-2.0-x\r\n",
        "HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 200 OK\r\n", "",
    ])
    func `a request with an answer that is no HTTP may have arrived`(answer: String) async throws {
        let server = try LoopbackServer { _, _ in .raw(answer) }
        defer { server.stop() }
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(HTTPRequest(method: "POST", url: server.url, body: [1]))
        }
        #expect(error.requestMayHaveBeenSent, "\(error)")
        #expect(server.requests.map(\.body) == [[1]])
    }
}
