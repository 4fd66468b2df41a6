import Diagnostics

/// Regions, and the variables of jobs.
extension RuleCheck {
    /// An unknown region is more likely a typing error than a new region.
    mutating func checkRegion(_ rule: Rule) {
        guard let region = item.text("region"), let value = item.values["region"],
            !KnownRegions.names.contains(region.text)
        else { return }
        let meant = Suggestion.nearest(to: region.text, among: KnownRegions.names)
        report(
            rule, "'\(region.text)' is not a region of AWS that is known here", at: value.range,
            meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
    }

    /// A variable that a job would get twice.
    mutating func checkVariables(_ rule: Rule) {
        guard case .list(let texts) = item.values.content(of: "env"), texts.count > 1 else { return }
        var first: [String: ExpandedText] = [:]
        for text in texts {
            let prefix = ["compute:", "both:", "head:"].first { text.text.hasPrefix($0) }
            let name = text.text.dropFirst(prefix?.utf8.count ?? 0).prefix { $0 != "=" }
            let jobs = prefix == "both:" ? ["head", "compute"] : [prefix == "compute:" ? "compute" : "head"]
            let twice = jobs.filter { first["\($0):\(name)"] != nil }
            if let job = twice.first, let other = first["\(job):\(name)"] {
                report(
                    rule, "variable '\(name)' is given twice for the \(job) job", at: text.range,
                    [Diagnostic.Note("it is first given here", at: other.range)])
            }
            for job in jobs where first["\(job):\(name)"] == nil { first["\(job):\(name)"] = text }
        }
    }

    /// Queues of manual environments that are named by ARN are in the environment's region.
    mutating func checkQueue(_ name: String, _ rule: Rule) {
        guard let value = item.values[name], let queue = item.text(name) else { return }
        reportOtherRegion(of: queue.text, "'\(name)'", at: value.range, rule)
    }

    /// An ARN of another region than the environment's.
    mutating func reportOtherRegion(of arn: String, _ subject: String, at place: SourceRange, _ rule: Rule) {
        guard let region = item.text("region")?.text, let other = TextFormat.region(ofARN: arn), other != region else {
            return
        }
        report(rule, "\(subject) is in \(other), and the environment in \(region)", at: place, given: "region")
    }
}
