import Diagnostics

/// Checks the lines that `ecs-config` adds to the ECS agent's `/etc/ecs/ecs.config`, which systemd reads as `NAME=value`.
///
/// No message shows a value: registry passwords are among them.
struct AgentSettings {
    /// The name of the lines, such as the file's path.
    private let name: String
    /// The field's value, where problems are shown.
    private let range: SourceRange
    private(set) var diagnostics: [Diagnostic] = []

    private static let mostProblems = 20
    private static let nameCharacters = ASCIISet(alphanumericAnd: "_")

    /// Settings that AWS Batch appends itself. [aws-rules: Lines of ecs.config]
    private static let batchNames: Set<String> = [
        "ECS_AVAILABLE_LOGGING_DRIVERS", "ECS_DISABLE_IMAGE_CLEANUP", "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION",
        "ECS_IMAGE_CLEANUP_INTERVAL", "ECS_IMAGE_MINIMUM_CLEANUP_AGE", "ECS_NUM_IMAGES_DELETE_PER_CYCLE",
        "ECS_RESERVED_MEMORY",
    ]
    /// Variables with which the loader of programs, a shell or an interpreter runs what they name. systemd starts the
    /// agent's service with all of the lines and as root, and the service's first command is a bash.
    /// Source: aws/amazon-ecs-agent, packaging/amazon-linux-ami-integrated/ecs.service.
    private static let obeyedNames: Set<String> = [
        "BASHOPTS", "BASH_ENV", "ENV", "GCONV_PATH", "GLIBC_TUNABLES", "IFS", "LOCPATH", "NLSPATH", "PATH", "PS4",
        "SHELLOPTS",
    ]
    private static let obeyedPrefixes = ["LD_", "PERL5", "PYTHON"]
    private static let source = "source: the user data of AWS Batch's instances (aws/aws-cdk#9900)"

    init(_ text: String, named name: String, at range: SourceRange) {
        self.name = name
        self.range = range
        // Only '\n' ends a line for systemd; Swift's lines end in more ways.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where diagnostics.count < Self.mostProblems {
            check(line, "line \(index + 1) of '\(name)'")
        }
    }

    private mutating func check(_ scalars: Substring.UnicodeScalarView, _ place: String) {
        if let odd = scalars.first(where: { !(0x20...0x7E).contains($0.value) }) {
            let isReturn = odd == "\r"
            report(
                .error, "invalid-value", "\(place) holds the character \(odd.codePoint)",
                isReturn ? "save the file with line feeds alone, as on Linux" : "it may hold visible ASCII text only")
            return
        }
        let line = String(scalars)
        if line.hasSuffix("\\") {
            report(
                .error, "invalid-value", "\(place) ends in a backslash",
                "systemd would take the next line for a part of it, which may be one of AWS Batch's; remove it")
            return
        }
        let text = line.trimmed
        if text.isEmpty || text.hasPrefix("#") { return }
        guard let equals = text.firstIndex(of: "="), isName(text[..<equals]) else {
            report(
                .error, "invalid-value", "\(place) is not of the form NAME=value",
                text.hasPrefix("export ")
                    ? "remove 'export': it is no shell script" : "a comment begins with '#'; nothing else is read")
            return
        }
        let value = text[equals...].dropFirst()
        if let quote = AgentSettingValue(value).openQuote {
            report(
                .error, "invalid-value", "\(place) has a quote that is never closed",
                "systemd would take the next lines for a part of the value; close it with \(quote)")
            return
        }
        check(String(text[..<equals]), value, place)
    }

    private mutating func check(_ setting: String, _ value: Substring, _ place: String) {
        if Self.obeyedNames.contains(setting) || Self.obeyedPrefixes.contains(where: { setting.hasPrefix($0) }) {
            report(
                .error, "agent-setting", "\(place) sets \(setting), which is no setting of the ECS agent",
                "programs that start with it would run what it names, as root; remove the line")
        } else if setting == "ECS_CLUSTER" {
            report(
                .error, "agent-setting", "\(place) sets ECS_CLUSTER, which AWS Batch sets",
                "the instance would join another cluster and get no jobs; remove the line; \(Self.source)")
        } else if setting == "ECS_AVAILABLE_LOGGING_DRIVERS", !value.contains("\"awslogs\"") {
            report(
                .error, "agent-setting", "\(place) sets ECS_AVAILABLE_LOGGING_DRIVERS without \"awslogs\"",
                "AWS Batch writes the logs of jobs with awslogs: add it, or remove the line; \(Self.source)")
        } else if Self.batchNames.contains(setting) {
            report(
                .warning, "agent-setting", "\(place) sets \(setting), which AWS Batch sets too",
                "which of the two counts is not documented; remove the line to be sure; \(Self.source)")
        }
    }

    private func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return Self.nameCharacters.makesUp(String(text))
    }

    private mutating func report(_ severity: Diagnostic.Severity, _ kind: String, _ summary: String, _ detail: String) {
        diagnostics.append(Diagnostic(severity, kind, summary, detail: detail, at: range))
    }
}
