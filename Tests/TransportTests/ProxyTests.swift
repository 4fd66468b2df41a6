import Testing

@testable import Transport

struct ProxyTests {
    @Test(arguments: [
        ([:], nil, nil, nil),
        (["http_proxy": "http://p"], "http://p", nil, nil),
        (["HTTP_PROXY": "http://cgi"], nil, nil, nil),
        (["HTTPS_PROXY": "http://s"], nil, "http://s", nil),
        (["https_proxy": "http://l", "HTTPS_PROXY": "http://u"], nil, "http://l", nil),
        (["ALL_PROXY": "http://a"], "http://a", "http://a", nil),
        (["all_proxy": "http://a", "https_proxy": "http://s", "no_proxy": "x,.y"], "http://a", "http://s", "x,.y"),
        (["https_proxy": "", "NO_PROXY": "*"], nil, nil, "*"),
    ])
    func `proxies are taken from the usual variables`(
        variables: [String: String], http: String?, https: String?, exceptions: String?
    ) {
        let settings = ProxySettings(variables: variables)
        #expect(settings == ProxySettings(http: http, https: https, exceptions: exceptions))
        #expect(settings.proxy(for: "http://h") == http)
        #expect(settings.proxy(for: "HTTPS://h") == https)
    }

    @Test(arguments: [
        ("http://user:word@proxy:3128", "http://…@proxy:3128"), ("https://a.b/c?d=e@f", "https://a.b/c?d=e@f"),
        ("bad proxy syntax in 'http://u:p@w:x@h'", "bad proxy syntax in 'http://…@h'"), ("no URL: a@b", "no URL: a@b"),
        ("http://a@b http://c:d@e", "http://…@b http://…@e"), ("'http://u:p/w@h:3128/x'", "'http://…@h:3128/x'"),
        ("http://h:80/a@b", "http://h:80/a@b"), ("http://[::1]:80/a", "http://[::1]:80/a"),
    ])
    func `URLs are shown without users and passwords`(text: String, shown: String) {
        #expect(URLText.masked(text) == shown)
    }

    @Test(arguments: [
        ("user:pa/ss@proxy:3128", "…@proxy:3128"), ("http://user:pa/ss@proxy:3128", "http://…@proxy:3128"),
        ("http://u:p@w@h", "http://…@h"), ("proxy:3128", "proxy:3128"), ("socks5://u@h", "socks5://…@h"),
        ("http://user:word@127.0.0.1:9/?a=word", "http://…@127.0.0.1:9/…"), ("http://h/", "http://h"),
        ("http://a b:word@127.0.0.1:9", "http://…@127.0.0.1:9"), ("http://u:/word@[::1]:9", "http://…@[::1]:9"),
        ("http://u:word#@h", "a URL of 16 characters"), ("http://h/?x=a@word", "a URL of 18 characters"),
        ("://word", "a URL of 7 characters"), ("http://h:word", "a URL of 13 characters"),
        ("http://h:99999999", "a URL of 17 characters"), ("//u:word@h:1", "…@h:1"), ("http:\\\\u:word@h", "…@h"),
        ("http://u:w@h:x", "http://…@h:…"), ("", "a URL of 0 characters"), ("http://ü:w@ö", "a URL of 12 characters"),
    ])
    func `a proxy is shown without user and password`(text: String, shown: String) {
        #expect(URLText.setting(text) == shown)
    }

    @Test(arguments: [
        ("http://user:pa%20ss@h", ["pa%20ss", "pa ss"]), ("user:w/o@rd@proxy:3128", ["w/o@rd"]), ("http://h", []),
        ("http://token@h", ["token"]), ("http://u:%zz@h", ["%zz"]),
    ])
    func `passwords are found in URLs`(text: String, passwords: [String]) {
        #expect(URLText.passwords(in: text) == passwords)
    }

    @Test func `a proxy that cannot be used is named without its password`() async throws {
        let server = try LoopbackServer { _, _ in .answer(407) }
        defer { server.stop() }
        let proxy = server.url.replacing("http://", with: "http://user:hush@")
        let schemeless = "user:hush@127.0.0.1:99999999"
        for settings in [proxy, "http://\(schemeless)", schemeless].map({ ProxySettings(https: $0) }) {
            let transport = CurlTransport(options: TransportOptions(proxies: settings))
            let error = try await #require(throws: TransportError.self) {
                try await transport.send(HTTPRequest(method: "POST", url: "https://aws.invalid/", body: [1]))
            }
            #expect(!error.message.contains("hush") && error.message.contains("…@127.0.0.1"), "\(error)")
        }
    }

    @Test(arguments: [
        ("https://portal.example/login?token=hush#x", "https://portal.example/login?…"),
        ("http://user:hush@host/x", "http://…@host/x"), ("/elsewhere", "/elsewhere"),
        ("http://h/\u{1B}[2J'\u{202E}é", "http://h/%1B[2J%27%E2%80%AE%C3%A9"),
        ("http://h/" + String(repeating: "a", count: 5000), "http://h/" + String(repeating: "a", count: 191) + "…"),
    ])
    func `shows where a redirect leads, without secrets and controls`(text: String, shown: String) {
        #expect(URLText.location(text) == shown)
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1", true), ("http://127.0.0.1", "0.0.1", false),
        ("http://127.1.2.3", "127.0.0.0/8", true), ("http://127.1.2.3", "126.0.0.0/8", false),
        ("http://127.1.2.3", "127.1.2.0/31", false), ("http://127.1.2.3", "127.1.2.2/31", true),
        ("http://127.0.0.1", "*", true), ("http://127.0.0.1", "x, *", false),
        ("http://127.0.0.1", "x 127.0.0.1,", true),
        ("http://127.0.0.1", "127.0.0.0/99", false), ("http://[::1]:80", "::1", true),
        ("http://[::1]", "fd00::/8", false), ("http://localhost", "localhost", true),
        ("http://LOCALHOST.", ".localhost", true), ("http://localhost", "ocalhost", false),
        ("http://x.localhost", "localhost", true), ("http://xlocalhost", "localhost", false),
    ])
    func `NO_PROXY is read as curl reads it`(url: String, exceptions: String, isExcepted: Bool) async throws {
        #expect(ProxySettings(exceptions: exceptions).excepts(url) == isExcepted)
        let server = try LoopbackServer { _, _ in .answer(299) }
        defer { server.stop() }
        let proxies = ProxySettings(http: server.url, exceptions: exceptions)
        let options = TransportOptions(proxies: proxies, connectTimeout: .milliseconds(500))
        let response = try? await CurlTransport(options: options).send(HTTPRequest(method: "GET", url: url))
        #expect((response?.status == 299) == !isExcepted)
    }

    @Test(arguments: [
        (407, "refused to connect with HTTP 407", 407), (403, "refused to connect with HTTP 403", 403),
        (502, "refused to connect with HTTP 502", 502),
    ])
    func `a proxy that refuses to connect is named without its password`(
        status: Int, words: String, proxyStatus: Int
    ) async throws {
        let server = try LoopbackServer { _, _ in .answer(status, body: Array("<html>no</html>".utf8)) }
        defer { server.stop() }
        let error = try await failure(server.url.replacing("http://", with: "http://user:hush@"))
        #expect(!error.requestMayHaveBeenSent)
        #expect(error.proxyStatus == proxyStatus)
        #expect(error.proxy == "http://…@127.0.0.1:\(server.port)")
        #expect(error.message.contains(words) && error.message.contains("http://…@127.0.0.1"), "\(error)")
        #expect(!error.message.contains("hush"))
        #expect(server.requests.map(\.line) == ["CONNECT aws.invalid:443 HTTP/1.1"])
    }

    @Test(arguments: [
        "http://user:hush@127.0.0.1:99999999", "user:hush@127.0.0.1:99999999", "foo://user:hush@127.0.0.1:1",
        "http://user:hu/sh@127.0.0.1:1", "http://user:hush@127.0.0.1:1", "http://user:hush@proxy.invalid:1",
    ])
    func `a proxy that cannot be reached or read is named without its password`(proxy: String) async throws {
        let error = try await failure(proxy)
        #expect(!error.requestMayHaveBeenSent)
        #expect(!error.message.contains("hush") && !error.message.contains("hu/sh"), "\(error)")
        #expect(error.message.contains("…@"), "\(error)")
        #expect(error.proxyStatus == nil && error.proxy?.contains("hu") == false)
    }

    @Test(arguments: ["garbage\r\n\r\n", "", "HTTP/1.1 200 OK\r\n\r\n"])
    func `knows that nothing was sent if the proxy is no proxy`(answer: String) async throws {
        let server = try LoopbackServer { _, _ in .raw(answer) }
        defer { server.stop() }
        let error = try await failure(server.url)
        #expect(!error.requestMayHaveBeenSent)
        #expect(error.message.contains("(the proxy in use is \(server.url))"), "\(error)")
    }

    @Test func `an answer through a proxy names it`() async throws {
        let server = try LoopbackServer { _, _ in .answer(200) }
        defer { server.stop() }
        let proxies = ProxySettings(http: server.url.replacing("http://", with: "http://u:p@"))
        let transport = CurlTransport(options: TransportOptions(proxies: proxies))
        let response = try await transport.send(HTTPRequest(method: "GET", url: "http://aws.invalid/"))
        #expect(response.proxy == "http://…@127.0.0.1:\(server.port)")
        #expect(try await CurlTransport().send(HTTPRequest(method: "GET", url: server.url)).proxy == nil)
    }

    private func failure(_ proxy: String) async throws -> TransportError {
        let transport = CurlTransport(options: TransportOptions(proxies: ProxySettings(https: proxy)))
        return try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "POST", url: "https://aws.invalid/", body: [1]))
        }
    }

    @Test func `uses the proxy, except for hosts and calls without one`() async throws {
        let server = try LoopbackServer { request, _ in .answer(request.line.contains("http://") ? 299 : 200) }
        defer { server.stop() }
        func status(_ url: String, exceptions: String? = nil, bypass: Bool = false) async throws -> Int {
            let proxies = ProxySettings(http: server.url, exceptions: exceptions)
            return try await CurlTransport(options: TransportOptions(proxies: proxies))
                .send(HTTPRequest(method: "GET", url: url, bypassesProxy: bypass)).status
        }
        #expect(try await status("http://aws.invalid/x") == 299)
        #expect(server.requests.last?.line == "GET http://aws.invalid/x HTTP/1.1")
        #expect(try await status(server.url) == 299)
        #expect(try await status(server.url, exceptions: "127.0.0.1") == 200)
        #expect(try await status(server.url, bypass: true) == 200)
    }
}
