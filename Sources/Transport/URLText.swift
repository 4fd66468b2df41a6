/// URLs as they are shown.
public enum URLText {
    /// A text in which no URL has a user or a password: `http://user:word@proxy:3128` becomes `http://…@proxy:3128`.
    public static func masked(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let authority = rest.prefix { !"/?#'\" \n".contains($0) }
            guard let at = authority.lastIndex(of: "@") else { continue }
            result += "…"
            rest = rest[at...]
        }
        return result + rest
    }
}
