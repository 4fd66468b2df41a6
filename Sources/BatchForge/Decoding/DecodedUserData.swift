import ResourceModel

/// The settings of a script of ours, read from its text: the reverse of ``UserData``.
struct DecodedUserData {
    var usesNVMe = false
    var usesFusion = false
    var growsDisk = false
    var logGroup: String?
    var ecsConfig: String?
    var elastic: (id: String, path: String)?
    var lustre: (dns: String, path: String)?
    /// The path of an FSx file system that reconcile made.
    var madeLustrePath: String?
    var cliPath: String?

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        usesFusion = lines.contains { $0.hasPrefix("mkdir -p /scratch/fusion ") }
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("cli=") { cliPath = String(line.dropFirst("cli=".count)) }
            if words.starts(with: ["use_disks", "||"]) { usesNVMe = true }
            if words.starts(with: ["use_volume", "\"$end\""]) { growsDisk = true }
            if words.starts(with: ["attach", "\"$end\""]), words.count > 7 {
                if words[4] == "lustre" { madeLustrePath = words[2] }
                if words[7].hasSuffix(":/") { elastic = (String(words[7].dropLast(2)), words[2]) }
            }
            if words.starts(with: ["attach_lustre", "\"$end\""]), words.count > 3 { lustre = (words[3], words[2]) }
        }
        logGroup = Self.logGroup(in: text)
        ecsConfig = Self.agentLines(lines)
    }

    /// The log group of the first log file.
    private static func logGroup(in text: String) -> String? {
        guard let range = text.firstRange(of: #""log_group_name": ""#) else { return nil }
        return String(text[range.upperBound...].prefix { $0 != "\"" })
    }

    /// The user's lines for the agent, behind those that every script has.
    private static func agentLines(_ lines: [String]) -> String? {
        guard let start = lines.firstIndex(where: { $0.contains(">>/etc/ecs/ecs.config") }) else { return nil }
        var found: [String] = []
        for line in lines[(start + 1)...] {
            let isLast = !line.hasSuffix(" \\")
            found.append(unquoted(String((isLast ? line : String(line.dropLast(2))).drop { $0 == " " })))
            if isLast { break }
        }
        let own = found.drop { UserData.agentDefaults.contains($0) }
        return own.isEmpty ? nil : own.joined(separator: "\n") + "\n"
    }

    /// The reverse of ``ShellWord/quoted(_:)``.
    private static func unquoted(_ word: String) -> String {
        word.hasPrefix("'") && word.hasSuffix("'") && word.utf8.count > 1
            ? String(word.dropFirst().dropLast()).replacing("'\\''", with: "'") : word
    }
}
