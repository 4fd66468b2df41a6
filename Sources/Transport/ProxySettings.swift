/// Proxies by scheme, under the rules that curl and most command-line tools share.
public struct ProxySettings: Sendable, Hashable {
    /// The proxy for `http` URLs.
    public var http: String?
    /// The proxy for `https` URLs.
    public var https: String?
    /// Hosts that are reached directly, in curl's `NO_PROXY` form.
    public var exceptions: String?

    /// Makes settings; the default is no proxy.
    public init(http: String? = nil, https: String? = nil, exceptions: String? = nil) {
        self.http = http
        self.https = https
        self.exceptions = exceptions
    }

    /// Reads `http_proxy` (lower case only, since CGI sets the other), `https_proxy`, `all_proxy` and `no_proxy`.
    public init(variables: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        }
        let all = value("all_proxy", "ALL_PROXY")
        http = value("http_proxy") ?? all
        https = value("https_proxy", "HTTPS_PROXY") ?? all
        exceptions = value("no_proxy", "NO_PROXY")
    }

    /// True if a URL is reached without a proxy: for messages only.
    func excepts(_ url: String) -> Bool {
        guard let exceptions, let host = URLText.host(of: url) else { return false }
        return ProxyExceptions(exceptions).contain(host)
    }

    /// The proxy that a URL is reached through, without user and password; nil if it is reached directly.
    public func shownProxy(for url: String) -> String? {
        excepts(url) ? nil : proxy(for: url).map(URLText.setting)
    }

    /// The proxy for a URL; `nil` if it is reached directly (``exceptions`` are not considered yet).
    func proxy(for url: String) -> String? {
        url.lowercased().hasPrefix("https:") ? https : http
    }
}
