/// Shows values of AWS's configuration files in messages.
///
/// A line of a broken file can run into the one with the key, so a value is shown only if it cannot hold a secret.
enum SettingText {
    /// As long as a region or a usual profile's name, and half a secret access key.
    private static let longest = 20

    /// The longest value that is shown even if it is no word: so short a part of a key is of no use.
    private static let shortest = 4
    /// As long as a number of an account, and as words of paths such as 'serviceaccount'.
    private static let longestNumber = 12
    private static let longestWord = 14

    /// The value in quotes, or its length if it may hold a part of a key.
    static func shown(_ value: String) -> String {
        let isShort = value.count <= shortest && !value.contains { $0.isWhitespace || "=@:".contains($0) }
        return quoted(value, if: isShort || value.count <= longest && hasOnlyWords(value, between: "-_."))
    }

    /// True if a text has nothing but numbers, and words of which at most the first letter is a capital and at most the
    /// last characters are digits, as in 'eu-west-1' or 'Team2': keys mix them in every order.
    private static func hasOnlyWords(_ text: String, between separators: String) -> Bool {
        text.split(whereSeparator: separators.contains).allSatisfy { part in
            let letters = part.prefix { $0.isASCII && $0.isLetter }
            let digits = part[letters.endIndex...]
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
            if letters.isEmpty { return digits.count <= longestNumber }
            let isWord = letters.dropFirst().allSatisfy(\.isLowercase) || letters.allSatisfy(\.isUppercase)
            return isWord && letters.count <= longestWord && digits.count <= 4
        }
    }

    /// The URL in quotes, or its length if it has more than a scheme, a host, a port and a path of words.
    static func shown(url: String) -> String {
        let mark = url.firstRange(of: "://")
        let rest = mark.map { url[$0.upperBound...] } ?? url[...]
        let host = URLHost(rest)
        let isKnown = rest.utf8.count <= longest || host.map { $0.name.contains(".") || $0.isAddress } == true
        let isPlain = mark?.lowerBound != url.startIndex && !rest.contains { "@?#".contains($0) }
        let hasPathOfWords = hasOnlyWords(String(rest.drop { $0 != "/" }), between: "/~-_.")
        return quoted(url, if: host != nil && isKnown && isPlain && hasPathOfWords && url.utf8.count <= 200)
    }

    /// The path in quotes, or its length if it may be a key or hold one.
    static func shown(path: String) -> String {
        quoted(path, if: path.count <= 200 && hasOnlyWords(path, between: "/~-_."))
    }

    private static func quoted(_ value: String, if isShown: Bool) -> String {
        isShown ? "'\(value)'" : "a value of \(value.count) characters"
    }
}
