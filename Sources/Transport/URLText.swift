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

    /// A setting that is one URL: its scheme, host and port, and nothing else of it.
    ///
    /// Passwords may contain slashes and spaces that a URL does not permit, the URL of a proxy may lack its scheme, and
    /// a text that is no URL may be a password.
    public static func setting(_ text: String) -> String {
        let mark = text.firstRange(of: "://")
        let scheme = mark.map { text[..<$0.lowerBound] } ?? ""
        let rest = mark.map { text[$0.upperBound...] } ?? text[...]
        let at = rest.lastIndex(of: "@")
        let end = at.map { rest[rest.index(after: $0)...] } ?? rest
        let authority = end.prefix { !"/?#".contains($0) }
        // An '@' behind the beginning of a query may be a part of either.
        let isClear = at.map { !rest[..<$0].contains { "?#".contains($0) } } ?? true
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let port = authority.hasPrefix(host) ? authority.dropFirst(host.count) : "?"
        let hasPort = port.first == ":" && UInt16(port.dropFirst()) != nil
        // Without a user before it, a host with what is no port is rather a user with a password.
        guard isClear, mark == nil || isScheme(scheme), isHost(host), port.isEmpty || hasPort || at != nil else {
            return "a URL of \(text.count) characters"
        }
        let tail = end[authority.endIndex...].contains { $0 != "/" } ? "/…" : ""
        let shownPort = port.isEmpty || hasPort ? String(port) : ":…"
        return (mark == nil ? "" : scheme + "://") + (at == nil ? "" : "…@") + host + shownPort + tail
    }

    /// The passwords in a text that is one URL, as written and as they are meant; a proxy's URL may lack its scheme.
    public static func passwords(in text: String) -> [String] {
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        guard let at = text[start...].lastIndex(of: "@") else { return [] }
        let user = text[start..<at]
        let word = user.firstIndex(of: ":").map { String(user[user.index(after: $0)...]) } ?? String(user)
        return [word] + [decoded(word)].filter { $0 != word }
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.count <= 8 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private static func isHost(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_[]:".contains($0)) }
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
