import AWSClient
import Locking
import Transport

/// Tells a person at a terminal, once for each endpoint, that it has not answered: within a second, and long before the
/// last attempt ends.
struct SilenceNotes: Sendable {
    let proxies: ProxySettings
    private let hosts = LockedValue(Hosts())

    private struct Hosts {
        var answered: Set<String> = []
        var told: Set<String> = []
    }

    init(proxies: ProxySettings) { self.proxies = proxies }

    /// Takes in the end of an exchange.
    func note(_ exchange: Exchange) {
        guard let host = URLText.host(of: exchange.url) else { return }
        if exchange.status != nil {
            hosts.withLock { _ = $0.answered.insert(host) }
        } else {
            tell(exchange.url, exchange.failure)
        }
    }

    /// Says that a request has no answer yet.
    ///
    /// - Parameter failure: the failure of an attempt, in the transport's words; nil if it is still under way.
    func tell(_ url: String, _ failure: String? = nil) {
        guard let host = URLText.host(of: url),
            hosts.withLock({ !$0.answered.contains(host) && $0.told.insert(host).inserted })
        else { return }
        Console.note(text(url, failure))
    }

    func text(_ url: String, _ failure: String?) -> String {
        let way = proxies.shownProxy(for: url).map { " (the proxy in use is \($0))" } ?? ""
        return
            "no answer from \(Self.endpoint(url)) yet\(failure.map { ": \($0)" } ?? "")\(way); trying on, Ctrl-C ends it"
    }

    /// The URL without its path.
    private static func endpoint(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return url }
        return URLText.masked(String(url[..<start]) + url[start...].prefix { !"/?#".contains($0) })
    }
}
