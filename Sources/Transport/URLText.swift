/// URLs as they are shown.
public enum URLText {
    /// A text in which no URL has a user or a password: `http://user:word@proxy:3128` becomes `http://…@proxy:3128`.
    public static func masked(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            var authority = rest.prefix { !"/?#'\" \n".contains($0) }
            // What follows a colon and is no port is a password, and holds a slash that is not percent-encoded.
            if !authority.contains("@"), let colon = authority.firstIndex(of: ":"),
                !authority[colon...].dropFirst().allSatisfy(\.isNumber)
            {
                authority = rest.prefix { !"'\" \n".contains($0) }
            }
            guard let at = authority.lastIndex(of: "@") else { continue }
            result += "…"
            rest = rest[at...]
        }
        return result + rest
    }

    /// A setting that is one URL, without user and password. All text before its last `@` is masked, because passwords
    /// may contain slashes that a URL does not permit, and the URL of a proxy may lack its scheme.
    public static func setting(_ text: String) -> String {
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        guard let at = text[start...].lastIndex(of: "@") else { return text }
        return "\(text[..<start])…\(text[at...])"
    }

    /// The target of a redirect, shortened and without user, password, query and fragment, which may hold tokens.
    /// Characters that are not printable ASCII are percent-encoded, as in any URL.
    public static func location(_ text: String) -> String {
        let url = masked(text.prefix(longest * 2).prefix { !"?#".contains($0) } + "")
        let hidden = text.contains(where: { "?#".contains($0) }) ? "?…" : ""
        var shown = ""
        for byte in url.utf8.prefix(longest) {
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "'")
            shown += isPlain ? String(Unicode.Scalar(byte)) : "%" + hex(byte)
        }
        return shown.replacing("%E2%80%A6@", with: "…@") + (url.utf8.count > longest ? "…" : hidden)
    }

    private static let longest = 200

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// The host of a URL, with the brackets of an IPv6 address; nil if it has none.
    public static func host(of url: String) -> String? {
        guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
        let authority = url[start...].prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let bare = host.first == "[" ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" } + ""
        return bare.isEmpty ? nil : String(bare)
    }
}
