/// The host with which a URL goes on behind its scheme.
struct URLHost {
    /// A name, or an IPv6 address with its brackets.
    let name: String
    /// True if it is an IPv6 address.
    var isAddress: Bool { name.hasPrefix("[") }

    /// Nil if the text does not begin with a host and an optional port, as with a user and a password before the host.
    init?(_ text: Substring) {
        let authority = text.prefix { !"/?#".contains($0) }
        let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let host = end.map { authority[..<$0] } ?? authority.prefix { $0 != ":" }
        let port = authority[host.endIndex...]
        guard !host.isEmpty, host.utf8.allSatisfy({ Self.isValid($0) }),
            port.isEmpty || UInt16(port.dropFirst()) != nil && port.hasPrefix(":")
        else { return nil }
        name = String(host)
    }

    private static func isValid(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._[]:".utf8.contains(byte)
        }
    }
}
