import Glibc

/// The hosts of `NO_PROXY`, by curl's rule ([NO_PROXY](https://curl.se/libcurl/c/CURLOPT_NOPROXY.html)): only for messages,
/// curl itself decides.
struct ProxyExceptions {
    private let text: String

    init(_ text: String) { self.text = text }

    /// True if a host, as it is written in a URL, is reached without a proxy.
    func contain(_ host: String) -> Bool {
        guard text != "*" else { return true }
        let address = IPAddress(host.hasPrefix("[") ? String(host.dropFirst().prefix { $0 != "]" }) : host)
        let host = Self.withoutDot(host.lowercased()[...])
        return text.lowercased().split { ", \t".contains($0) }.contains { entry in
            if let address { return address.isIn(entry) }
            let name = Self.withoutDot(entry.first == "." ? entry.dropFirst() : entry)
            return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }

    private static func withoutDot(_ name: Substring) -> Substring { name.last == "." ? name.dropLast() : name }
}

/// The bytes of an IPv4 or IPv6 address.
private struct IPAddress {
    let bytes: [UInt8]

    init?(_ text: String) {
        for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: size)
            // It writes as many bytes as the family has.
            if unsafe inet_pton(family, text, &bytes) == 1 {
                self.bytes = bytes
                return
            }
        }
        return nil
    }

    /// True if an entry is this address, or a network such as `10.0.0.0/8` that holds it.
    func isIn(_ entry: Substring) -> Bool {
        let parts = entry.split(separator: "/", maxSplits: 1)
        guard let first = parts.first, let other = IPAddress(String(first)), other.bytes.count == bytes.count else {
            return false
        }
        let given = parts.count > 1 ? Int(parts[1]) ?? -1 : 0
        guard (0...bytes.count * 8).contains(given) else { return false }
        let bits = given == 0 ? bytes.count * 8 : given
        return zip(bytes, other.bytes).enumerated().allSatisfy { index, pair in
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(max(bits - index * 8, 0), 8))
            return (pair.0 ^ pair.1) & mask == 0
        }
    }
}
