/// A file in the form of `~/.aws/config` and `~/.aws/credentials`.
///
/// Rules: <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>
struct ConfigurationFile: Sendable, Hashable {
    /// The settings of a section by name; a setting with indented lines below it keeps those by name as well.
    typealias Section = [String: Setting]

    struct Setting: Sendable, Hashable {
        var value: String
        var nested: [String: String] = [:]
    }

    /// By the words between the brackets, such as `profile dev` or `sso-session corp`.
    private(set) var sections: [String: Section] = [:]
    /// Lines that are none of a section's head, a setting or a comment, from 1.
    private(set) var unreadableLines: [Int] = []

    init(_ text: String = "") {
        var section: String?
        var setting: String?
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (number, line) in zip(1..., lines) {
            let content = trimmed(line)
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("[") {
                setting = nil
                section = content.firstIndex(of: "]").map { Self.name(content[..<$0].dropFirst()) }
                if let section {
                    sections[section, default: [:]].merge([:]) { $1 }
                } else {
                    unreadableLines.append(number)
                }
                continue
            }
            guard let section, let equals = content.firstIndex(of: "=") else {
                unreadableLines.append(number)
                continue
            }
            let name = trimmed(content[..<equals]).lowercased()
            let value = Self.withoutComment(trimmed(content[content.index(after: equals)...]))
            if line.first?.isWhitespace == true, let setting {
                sections[section]?[setting]?.nested[name] = value
            } else {
                sections[section]?[name] = Setting(value: value)
                setting = name
            }
        }
    }

    /// `profile "my name"` and `profile   my-name` in one form: words with one space between, quotes taken off.
    private static func name(_ text: Substring) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.filter { $0 != "\"" && $0 != "'" }
    }

    /// A comment inside a line begins with white space before `#` or `;`.
    private static func withoutComment(_ value: Substring) -> String {
        var previous: Character = " "
        for index in value.indices {
            if (value[index] == "#" || value[index] == ";") && previous.isWhitespace {
                return String(trimmed(value[..<index]))
            }
            previous = value[index]
        }
        return String(value)
    }
}

/// A text without the white space at both ends.
func trimmed(_ text: some StringProtocol) -> Substring {
    var text = Substring(text).drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
