/// Escapes texts of files, because GitHub Actions' runner takes lines of a step's output for commands.
public enum WorkflowCommands {
    /// The text with every line made harmless that the runner would take for a command: `::name::` at a line's start, and
    /// the older `##[name]` anywhere.
    public static func disarmed(_ text: String) -> String {
        guard text.contains("::") || text.contains("##[") else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let start = line.prefix { $0.isWhitespace }
            let rest = line.dropFirst(start.count)
            return rest.hasPrefix("::") ? "\(start):\u{200B}\(rest.dropFirst())" : String(line)
        }
        return replacing("##[", in: lines.joined(separator: "\n"), with: "##\u{200B}[")
    }

    /// JSON that means the same and holds no older command; a line of JSON never begins with a newer one.
    public static func disarmed(json: String) -> String { replacing("##[", in: json, with: "#\\u0023[") }

    /// A message, escaped for the part of a command after the second `::`.
    public static func data(_ text: String) -> String {
        replacing("\n", in: replacing("\r", in: replacing("%", in: text, with: "%25"), with: "%0D"), with: "%0A")
    }

    /// A property's value, which may hold neither a colon nor a comma.
    public static func property(_ text: String) -> String {
        replacing(",", in: replacing(":", in: data(text), with: "%3A"), with: "%2C")
    }

    /// Replaces by scalars, because a line break after a carriage return is not a separate Character.
    private static func replacing(_ old: String, in text: String, with new: String) -> String {
        let (old, scalars) = (Array(old.unicodeScalars), Array(text.unicodeScalars))
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if index + old.count <= scalars.count, scalars[index..<index + old.count].elementsEqual(old) {
                result.append(contentsOf: new.unicodeScalars)
                index += old.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }
}
