import Diagnostics

/// Rules for the scheduling policy of the work queue.
extension RuleCheck {
    /// A queue takes only a policy of the same region.
    mutating func checkPolicyRegion(_ rule: Rule) {
        guard let value = item.setting("scheduling-policy"), case .text(let policy) = value.content else { return }
        reportOtherRegion(of: policy.text, "'scheduling-policy'", at: value.range, rule)
    }

    /// Each identifier must fit one name of a policy only. In their order a name follows the names that it begins with.
    mutating func checkShares(_ rule: Rule) {
        guard case .map(let members) = item.setting("scheduling-policy")?.content,
            case .numbers(let shares) = members["shares"]?.content
        else { return }
        var prefix: FieldValue.NamedNumber?
        for share in shares.sorted(by: { $0.stem < $1.stem || $0.stem == $1.stem && $0.isPrefix }) {
            if let prefix, share.stem.hasPrefix(prefix.stem) {
                report(
                    rule, "share '\(share.name)' overlaps '\(prefix.name)'", at: share.nameRange,
                    [Diagnostic.Note("'\(prefix.name)' is given here", at: prefix.nameRange)])
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
