/// How messages show values of AWS's configuration files.
enum SettingText {
    /// As long as a region or a usual profile's name, and half a secret access key.
    private static let longest = 20

    /// The value in quotes; its length alone if it may hold a secret, as a line of a broken file does that ran into the
    /// one with the key.
    static func shown(_ value: String) -> String {
        let isPlain = value.count <= longest && !value.contains { $0.isWhitespace || "=@:".contains($0) }
        return isPlain ? "'\(value)'" : "a value of \(value.count) characters"
    }

    /// The URL in quotes if it has no more than a scheme, a host, a port and a short path.
    static func shown(url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        return hasPlainHost(rest) && url.utf8.count <= 200 ? "'\(url)'" : "a value of \(url.count) characters"
    }

    /// True if a text begins with a host and an optional port, and nothing that a password could be.
    static func hasPlainHost(_ text: Substring) -> Bool {
        let authority = text.prefix { !"/?#".contains($0) }
        if authority.hasPrefix("[") { return !authority.contains("@") && authority.utf8.count <= 60 }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2,
            parts.count == 1 || UInt16(parts[1]) != nil,
            host.utf8.allSatisfy({ isHostByte($0) })
        else { return false }
        return text.utf8.count <= longest || host.contains(".") || host == "localhost"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// True if the text can be a region, as a part of a host's name.
    static func isRegion(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || byte == UInt8(ascii: "-")
            }
    }

    /// The path in quotes; a value that is no path, or has more than one, by its length alone.
    static func shown(path: String) -> String {
        path.count <= 200 && !path.contains("=") ? "'\(path)'" : "a value of \(path.count) characters"
    }
}
