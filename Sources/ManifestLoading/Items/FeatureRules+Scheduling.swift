import Diagnostics

/// Rules for the scheduling policy of the work queue.
extension FeatureRules {
    mutating func checkPolicy() {
        guard let value = item.setting("scheduling-policy"), !value.isUnknown else { return }
        if item.mode == .manual {
            report(
                .warning, "ignored-field", "'scheduling-policy' has no effect with 'config-mode: manual'",
                "reconcile writes nothing to queues that exist already; remove it", at: value.place)
            return
        }
        switch value.content {
        case .text(let policy): checkRegion(of: policy, value)
        case .map(let members):
            if case .numbers(let shares) = members["shares"]?.content { checkOverlaps(shares) }
        default: break
        }
    }

    /// A queue takes only a policy of the same region.
    private mutating func checkRegion(of policy: ExpandedText, _ value: FieldValue) {
        guard let region = item.text("region")?.text else { return }
        let parts = policy.text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 4, parts[3] != region else { return }
        conflicts(
            value, "'scheduling-policy' is in \(parts[3]), and the environment in \(region)",
            "AWS Batch finds policies in one region only; source: AWS Batch API, CreateJobQueue", "region")
    }

    /// Each identifier must fit one name of a policy only. In their order a name follows the names that it begins with.
    private mutating func checkOverlaps(_ shares: [FieldValue.NamedNumber]) {
        var prefix: FieldValue.NamedNumber?
        for share in shares.sorted(by: { $0.stem < $1.stem || $0.stem == $1.stem && $0.isPrefix }) {
            if let prefix, share.stem.hasPrefix(prefix.stem) {
                report(
                    .error, "conflicting-fields", "share '\(share.name)' overlaps '\(prefix.name)'",
                    "each share identifier must fit one name of a policy; source: AWS Batch API, ShareAttributes",
                    at: share.nameRange, [Diagnostic.Note("'\(prefix.name)' is given here", at: prefix.nameRange)])
            } else if share.isPrefix {
                prefix = share
            }
        }
    }
}

extension FieldValue.NamedNumber {
    /// True if it stands for all identifiers that begin so.
    fileprivate var isPrefix: Bool { name.hasSuffix("*") }

    /// The name without the `*` of a prefix.
    fileprivate var stem: Substring { isPrefix ? name.dropLast() : name[...] }
}

extension FieldValue {
    /// The place for messages: the value, or the key if the value goes over several lines.
    fileprivate var place: SourceRange {
        if case .map = content { keyRange } else { range }
    }
}
