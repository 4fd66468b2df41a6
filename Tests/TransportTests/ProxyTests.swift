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
        ("user:word@proxy:3128", "…@proxy:3128"), ("proxy:3128", "proxy:3128"), ("http://u:p@h", "http://…@h"),
        ("", ""),
        ("u:p@q/r@h", "…@h"),
    ])
    func `a proxy is shown without user and password, with a scheme or without`(proxy: String, shown: String) {
        #expect(URLText.address(proxy) == shown)
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

    @Test func `what a proxy refuses to connect was surely not sent`() async throws {
        let server = try LoopbackServer { _, _ in .answer(403) }
        defer { server.stop() }
        let transport = CurlTransport(options: TransportOptions(proxies: ProxySettings(https: server.url)))
        let error = try await #require(throws: TransportError.self) {
            try await transport.send(HTTPRequest(method: "POST", url: "https://aws.invalid/", body: [1]))
        }
        #expect(!error.requestMayHaveBeenSent)
        #expect(error.message.contains("403"))
        #expect(server.requests.map(\.line) == ["CONNECT aws.invalid:443 HTTP/1.1"])
    }

    @Test func `a proxy is used, except where it is not to be`() async throws {
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
