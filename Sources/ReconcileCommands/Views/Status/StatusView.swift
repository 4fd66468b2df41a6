import Diagnostics
import Planning
import ResourceModel

/// The state of each environment in AWS, as text for people.
struct StatusView {
    let environments: [EnvironmentStatus]
    /// The account; nil if the environments are in several, which each of them then names.
    let accountID: String?
    /// Seconds since 1970, for ages.
    let now: Double
    let style: Style
    /// The longest line in characters.
    let columns: Int

    var text: String {
        let width = environments.map(\.key.heading.count).max() ?? 0
        return environments.inGroups(by: \.accountID).map { account, environments in
            let heading = account.map { [style(.bold, AccountHeading.text($0))] } ?? []
            return (heading + environments.map { lines($0, width: width).joinedLines }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func lines(_ status: EnvironmentStatus, width: Int) -> [String] {
        let owner = status.key.heading
        let padding = String(repeating: " ", count: width - owner.count)
        let counts = JobCountsView(status.jobs)
        var jobs = (counts.isUnknown ? "  jobs " : "  ") + counts.text
        // Where nothing exists there is nothing to count.
        if status.existing.isEmpty { jobs = "" }
        var lines = ["\(owner)\(padding)  \(status.key.region)  \(colored(status.word))\(jobs)"]
        lines += status.queues.map { "    \($0.part) queue: \($0.name)" }
        if let image = status.image {
            lines += wrapped("image: " + ImageText(image, now: now).text, indent: 4)
            if image.hasUpdate == true { lines += wrapped("→ " + ImageText.remedy, indent: 4) }
        }
        var remedies: Set<String> = []
        for finding in status.findings.map({ FindingText($0, of: status) }) {
            lines += wrapped(finding.reason, indent: 4)
            guard !finding.remedy.isEmpty, remedies.insert(finding.remedy).inserted else { continue }
            lines += wrapped("→ " + finding.remedy, indent: 4)
        }
        lines += status.waiting.prefix(Self.mostReasons).flatMap(waiting)
        let others = status.waiting.dropFirst(Self.mostReasons)
        if !others.isEmpty {
            let count = others.reduce(0) { $0 + $1.count }
            lines.append("    \(count) more wait for \(others.count) other reasons: --format json has them")
        }
        return lines
    }

    /// Reasons that are shown; texts without a code may be as many as jobs.
    private static let mostReasons = 10

    /// Why some jobs wait.
    private func waiting(_ jobs: WaitingJobs) -> [String] {
        let verb = jobs.count == 1 ? "1 job waits" : "\(jobs.count) jobs wait"
        let age = age(jobs).map { jobs.count == 1 ? ", submitted \($0) ago" : ", the oldest submitted \($0) ago" } ?? ""
        var lines = wrapped("\(verb)\(age): \(jobs.reason)", indent: 4)
        let text = jobs.sentence
        if !text.isEmpty { lines += wrapped("AWS: \(text)", indent: 6) }
        let remedy = Cause(jobs.text).remedy
        if !remedy.isEmpty { lines += wrapped("→ \(remedy)", indent: 6) }
        return lines
    }

    private func age(_ jobs: WaitingJobs) -> String? {
        jobs.oldestSubmission.flatMap { now >= $0 ? Self.words(now - $0) : nil }
    }

    /// `2 h`, in the largest unit of which there are two.
    static func words(_ seconds: Double) -> String {
        let units = [(86_400.0, "days"), (3600, "h"), (60, "min")]
        guard let unit = units.first(where: { seconds >= 2 * $0.0 }) else { return "\(Int(seconds)) s" }
        return "\(Int(seconds / unit.0)) \(unit.1)"
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        LineWrapper.wrapped(text, to: columns - indent).map { String(repeating: " ", count: indent) + $0 }
    }

    private func colored(_ word: String) -> String {
        switch word {
        case "AVAILABLE": style(.green, word)
        case "INVALID", "MISSING", "PARTIAL": style(.red, word)
        default: style(.yellow, word)
        }
    }
}

extension WaitingJobs {
    /// AWS's sentence behind the code; empty where the code is all.
    var sentence: String {
        guard text != reason else { return "" }
        let rest = text.hasPrefix(reason) ? text.dropFirst(reason.count) : text[...]
        return String(rest.drop { $0.isWhitespace || "-–—".contains($0) })
    }
}
