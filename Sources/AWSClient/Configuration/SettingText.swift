/// How messages show values of AWS's configuration files.
///
/// A line of a broken file can run into the one with the key, so a value is shown only if it cannot hold a secret.
enum SettingText {
    /// As long as a region or a usual profile's name, and half a secret access key.
    private static let longest = 20

    /// The value in quotes, or its length if it may hold a part of a key: keys mix capitals with digits.
    static func shown(_ value: String) -> String {
        let isPlain = !value.contains { $0.isWhitespace || "=@:".contains($0) }
        let isMixed = value.contains(where: \.isUppercase) && value.contains(where: \.isNumber)
        return quoted(value, if: value.count <= longest && isPlain && !isMixed)
    }

    /// The URL in quotes, or its length if it has more than a scheme, a host, a port and a short path.
    static func shown(url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let host = URLHost(rest)
        let isKnown = rest.utf8.count <= longest || host.map { $0.name.contains(".") || $0.isAddress } == true
        return quoted(url, if: host != nil && isKnown && url.utf8.count <= 200)
    }

    /// The path in quotes, or its length if it is no path.
    static func shown(path: String) -> String { quoted(path, if: path.count <= 200 && !path.contains("=")) }

    private static func quoted(_ value: String, if isShown: Bool) -> String {
        isShown ? "'\(value)'" : "a value of \(value.count) characters"
    }
}
