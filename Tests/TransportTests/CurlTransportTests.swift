import Glibc
import Locking
import Testing

@testable import Transport

struct CurlTransportTests {
    @Test func `one connection serves request after request`() async throws {
        let server = try LoopbackServer { request, count in .answer(200, body: Array("\(count)".utf8)) }
        defer { server.stop() }
        // On a busy machine a test can wait for longer than a connection is kept.
        let transport = CurlTransport(options: TransportOptions(idleLimit: .seconds(3600)))
        for count in 0..<5 {
            let response = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: Array("x".utf8)))
            #expect(response.body == Array("\(count)".utf8))
        }
        #expect(server.connections == 1)
        #expect(server.requests.count == 5)
    }

    @Test func `requests go out as they are given`() async throws {
        let server = try LoopbackServer { _, _ in
            .answer(404, headers: ["X-Amzn-RequestId: id ", "x-empty:"], body: Array("gone".utf8))
        }
        defer { server.stop() }
        let transport = CurlTransport(options: TransportOptions(userAgent: "reconcile/1"))
        let body = [UInt8](repeating: 7, count: 2_000_000)
        let response = try await transport.send(
            HTTPRequest(
                method: "PUT", url: server.url + "/a/../b%2Fc?d=%20e",
                headers: [HTTPHeader("X-Amz-Target", "T.O"), HTTPHeader("X-Empty", "")], body: body))
        #expect(response.status == 404)
        #expect(response.body == Array("gone".utf8))
        #expect(response[header: "x-amzn-requestid"] == "id")
        #expect(response[header: "X-Empty"] == "")
        #expect(response[header: "absent"] == nil)
        let request = try #require(server.requests.first)
        #expect(request.line == "PUT /a/../b%2Fc?d=%20e HTTP/1.1")
        #expect(request.body == body)
        #expect(request.header("User-Agent") == "reconcile/1")
        #expect(request.header("X-Amz-Target") == "T.O")
        #expect(request.header("X-Empty") == "")
        #expect(request.header("Content-Length") == "2000000")
        #expect(request.header("Expect") == nil)
        #expect(request.header("Content-Type") == nil)
        #expect(request.header("Transfer-Encoding") == nil)
    }

    @Test(
        arguments: [
            ("GET", nil, nil), ("DELETE", nil, nil), ("PUT", [], "0"), ("POST", [], "0"),
        ] as [(String, [UInt8]?, String?)])
    func `a request may have no body or an empty one`(method: String, body: [UInt8]?, length: String?) async throws {
        let server = try LoopbackServer { _, _ in .answer(204) }
        defer { server.stop() }
        let response = try await CurlTransport().send(HTTPRequest(method: method, url: server.url + "/x", body: body))
        #expect(response.status == 204 && response.body == [])
        #expect(server.requests.first?.line == "\(method) /x HTTP/1.1")
        #expect(server.requests.first?.header("Content-Length") == length)
    }

    @Test func `requests run side by side`() async throws {
        // The server answers only after all requests have arrived: one after the other, they would never end.
        let arrived = LockedValue(0)
        let server = try LoopbackServer { _, _ in
            arrived.withLock { $0 += 1 }
            while arrived.withLock({ $0 < 30 }) { sched_yield() }
            return .answer(200)
        }
        defer { server.stop() }
        let transport = CurlTransport()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<30 {
                group.addTask { try await transport.send(HTTPRequest(method: "GET", url: server.url)).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 30))
    }

    @Test func `a cancelled request returns and leaves the transport usable`() async throws {
        let server = try LoopbackServer { request, _ in request.line.contains("/hold") ? .hold : .answer(200) }
        defer { server.stop() }
        let transport = CurlTransport()
        let url = server.url
        let held = Task { try await transport.send(HTTPRequest(method: "GET", url: url + "/hold")) }
        while server.requests.isEmpty { await Task.yield() }
        held.cancel()
        await #expect(throws: CancellationError.self) { try await held.value }
        #expect(try await transport.send(HTTPRequest(method: "GET", url: url)).status == 200)
    }

    @Test func `a cancelled task sends nothing`() async throws {
        let server = try LoopbackServer { _, _ in .answer(200) }
        defer { server.stop() }
        let url = server.url
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await CurlTransport().send(HTTPRequest(method: "GET", url: url))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func `many cancellations at once do no harm`() async throws {
        let server = try LoopbackServer { request, _ in request.line.contains("/hold") ? .hold : .answer(200) }
        defer { server.stop() }
        let transport = CurlTransport()
        let url = server.url
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let path = number % 2 == 0 ? "/hold" : "/x"
                    _ = try? await transport.send(HTTPRequest(method: "POST", url: url + path, body: [1, 2, 3]))
                }
            }
            for _ in 0..<50 { await group.next() }
            group.cancelAll()
        }
        #expect(try await transport.send(HTTPRequest(method: "GET", url: url)).status == 200)
    }

    @Test func `a refused connection surely sent nothing`() async throws {
        let port = try LoopbackServer.unusedPort()
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(HTTPRequest(method: "POST", url: "http://127.0.0.1:\(port)", body: [1]))
        }
        #expect(!error.requestMayHaveBeenSent)
        #expect(error.message == "couldn't connect to server")
        #expect(error.status == nil)
    }

    @Test(arguments: ["POST", "GET"])
    func `a connection that ends before the answer may have brought the request`(method: String) async throws {
        let server = try LoopbackServer { _, _ in .close }
        defer { server.stop() }
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(
                HTTPRequest(method: method, url: server.url, body: method == "POST" ? [1] : nil))
        }
        #expect(error.requestMayHaveBeenSent)
    }

    @Test func `a call that got no answer on a used connection is not sent twice`() async throws {
        let server = try LoopbackServer { _, count in count == 0 ? .answer(200) : .close }
        defer { server.stop() }
        let transport = CurlTransport()
        _ = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: [1]))
        let error = try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "POST", url: server.url, body: [2]))
        }
        #expect(error.requestMayHaveBeenSent)
        #expect(server.requests.count == 2)
    }

    @Test func `an answer that ends too early is no answer`() async throws {
        let server = try LoopbackServer { _, _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.") }
        defer { server.stop() }
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(HTTPRequest(method: "GET", url: server.url))
        }
        #expect(error.requestMayHaveBeenSent && error.status == 200)
    }

    @Test(arguments: ["Content-Length: 5000", "Transfer-Encoding: chunked"])
    func `an answer beyond the limit is refused`(header: String) async throws {
        let body = String(repeating: "x", count: 5000)
        let text = header.hasPrefix("T") ? "1388\r\n\(body)\r\n0\r\n\r\n" : body
        let server = try LoopbackServer { _, _ in .raw("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n\(text)") }
        defer { server.stop() }
        let transport = CurlTransport(options: TransportOptions(maximumResponseSize: 4999))
        let error = try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "GET", url: server.url))
        }
        #expect(error.isResponseTooLarge && error.status == 200)
        let roomy = CurlTransport(options: TransportOptions(maximumResponseSize: 5000))
        #expect(try await roomy.send(HTTPRequest(method: "GET", url: server.url)).body.count == 5000)
    }

    @Test func `gives up an answer that does not come in time`() async throws {
        let server = try LoopbackServer { _, _ in .hold }
        defer { server.stop() }
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(
                HTTPRequest(method: "POST", url: server.url, body: [1], timeout: .milliseconds(100)))
        }
        #expect(error.requestMayHaveBeenSent)
        #expect(error.message == "timeout was reached")
    }

    @Test func `redirects are answers`() async throws {
        let server = try LoopbackServer { _, _ in .answer(302, headers: ["Location: /elsewhere"]) }
        defer { server.stop() }
        #expect(try await CurlTransport().send(HTTPRequest(method: "GET", url: server.url)).status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func `speaking TLS to a server that does not sends nothing`() async throws {
        let server = try LoopbackServer { _, _ in .close }
        defer { server.stop() }
        let bundles = [nil, "/nowhere/bundle.pem"]
        for bundle in bundles {
            let transport = CurlTransport(options: TransportOptions(certificateBundle: bundle))
            let error = try await #require(throws: TransportError.self) {
                // The server waits for a head that never comes; the end of our patience is the answer.
                try await transport.send(
                    HTTPRequest(
                        method: "POST", url: "https://127.0.0.1:\(server.port)", body: [1], timeout: .milliseconds(200))
                )
            }
            #expect(!error.requestMayHaveBeenSent)
            #expect(error.isCertificateProblem == (bundle != nil))
        }
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "127.0.0.1", ""])
    func `only http and https are spoken`(url: String) async throws {
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(HTTPRequest(method: "GET", url: url))
        }
        #expect(!error.requestMayHaveBeenSent)
        #expect(error.message.contains("neither an http nor an https URL"))
    }

    @Test(arguments: [HTTPHeader("X", "a\r\nY: b"), HTTPHeader("X\nY", "b")])
    func `a header cannot smuggle another one`(header: HTTPHeader) async throws {
        let error = try await #require(throws: TransportError.self) {
            try await CurlTransport().send(HTTPRequest(method: "GET", url: "http://127.0.0.1:1", headers: [header]))
        }
        #expect(error.message == "a header holds a control character")
    }
}
