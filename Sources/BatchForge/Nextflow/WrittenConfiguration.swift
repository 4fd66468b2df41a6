/// The facts that a Nextflow configuration of ours tells and nothing else in AWS: the reverse of ``NextflowConfiguration``.
///
/// It reads whole lines in the one form in which they are written, and evaluates nothing.
struct WrittenConfiguration {
    /// The place of work files.
    let workDirectory: NextflowSettings.WorkDirectory
    /// True if Wave provides the containers.
    let usesWave: Bool
    /// True if Fusion takes snapshots.
    let takesSnapshots: Bool
    /// The role of tasks.
    let jobRole: String?
    /// The variables of tasks, in order.
    let variables: [Variable]
    /// A text of the file that `nextflow-config` names, which is written in this way.
    let ownText: String?

    /// A variable of tasks.
    struct Variable: Hashable {
        let name: String
        /// Nil if the configuration has only the name.
        let value: String?
    }

    /// Reads a configuration; nil if it is not of our form.
    init?(_ text: String) {
        let all = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let own = all.firstIndex(of: NextflowConfiguration.ownTitle)
        let lines = Array(all[..<(own ?? all.endIndex)])
        guard Self.isTitle(lines.first), let workDirectory = Self.workDirectory(lines),
            let variables = Self.variables(lines)
        else { return nil }
        self.workDirectory = workDirectory
        self.variables = variables
        usesWave = lines.contains(NextflowConfiguration.wave)
        takesSnapshots = lines.contains(NextflowConfiguration.snapshots)
        // It is in a block within another one.
        jobRole = Self.text(behind: "        \(NextflowConfiguration.jobRole) = ", in: lines)
        ownText = own.map { Self.source(of: all[($0 + 1)...].joined(separator: "\n")) }
    }

    private static func isTitle(_ line: String?) -> Bool {
        guard let line else { return false }
        return line.hasPrefix("// \(NextflowConfiguration.titleStart)")
            && line.hasSuffix(NextflowConfiguration.titleEnd)
    }

    private static func workDirectory(_ lines: [String]) -> NextflowSettings.WorkDirectory? {
        guard let location = text(behind: NextflowConfiguration.workDirectory, in: lines) else { return nil }
        let scheme = "s3://"
        if location.hasPrefix(scheme) {
            let bucket = location.unicodeScalars.dropFirst(scheme.count).prefix { $0 != "/" }
            return .bucket(String(bucket), location: location)
        }
        let (start, end) = ("// \(NextflowConfiguration.spareStart)", NextflowConfiguration.spareEnd)
        let spare = lines.first { $0.hasPrefix(start) && $0.hasSuffix(end) }
            .map { String($0.dropFirst(start.count).dropLast(end.count)) }
        return .mounted(location, spare: spare == NextflowConfiguration.noSpare ? nil : spare)
    }

    /// The string that follows the start of a line; nil if there is not exactly one such line.
    private static func text(behind start: String, in lines: [String]) -> String? {
        let found = lines.filter { $0.hasPrefix(start) }
        guard found.count == 1 else { return nil }
        return GroovyText.text(of: String(found[0].dropFirst(start.count)))
    }

    /// The variables; nil if one of them is in another form.
    private static func variables(_ lines: [String]) -> [Variable]? {
        var variables: [Variable] = []
        for line in lines {
            if line == NextflowConfiguration.ignoredPath {
                variables.append(Variable(name: "PATH", value: nil))
            } else if let name = hiddenName(line) {
                variables.append(Variable(name: name, value: nil))
            } else if line.hasPrefix("env.") {
                guard let (name, literal) = GroovyText.setting("env", in: line),
                    let value = GroovyText.text(of: literal).flatMap({ GroovyText.text(betweenShellQuotes: $0) })
                else { return nil }
                variables.append(Variable(name: name, value: value))
            }
        }
        return variables
    }

    /// The name in a line that has no more of a variable.
    private static func hiddenName(_ line: String) -> String? {
        let start = "// env."
        guard line.hasPrefix(start) else { return nil }
        let name = String(line.dropFirst(start.count).prefix { $0 != ":" })
        return NextflowConfiguration.hidden(name) == line ? name : nil
    }

    /// The text that is written as this one: a mark of byte order at its start, and a carriage return before each end of a
    /// line, are left out when it is read.
    private static func source(of written: String) -> String {
        let text = written.replacing("\r\n", with: "\r\r\n") + "\n"
        let mark = "\u{FEFF}"
        return text.hasPrefix(mark) ? mark + text : text
    }
}
