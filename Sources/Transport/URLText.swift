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

    /// An address, with or without a scheme, without its user and password.
    public static func address(_ text: String) -> String {
        if text.contains("://") { return masked(text) }
        return text.lastIndex(of: "@").map { "…\(text[$0...])" } ?? text
    }
}
