import Diagnostics

/// Rules for what jobs may use.
extension RuleCheck {
    /// A folder limits nothing if its bucket is allowed as a whole.
    mutating func checkBuckets(_ rule: Rule) {
        let locations = item.list("allow-buckets").map { (range: $0.range, allowed: AllowedBucket(location: $0.text)) }
        let work = item.text("work-dir").flatMap { text in
            text.text.hasPrefix("s3://") ? (range: text.range, bucket: BucketName.of(text.text)) : nil
        }
        for location in locations where location.allowed.folder != nil {
            let bucket = location.allowed.bucket
            let whole = locations.first { $0.allowed.bucket == bucket && $0.allowed.folder == nil }
            guard let place = work.flatMap({ $0.bucket == bucket ? $0.range : nil }) ?? whole?.range else { continue }
            report(
                rule, "'\(location.allowed)' limits nothing: bucket '\(bucket)' is allowed as a whole",
                at: location.range, [Diagnostic.Note("the whole bucket is allowed because of this", at: place)])
        }
    }

    /// ARNs of another partition mean nothing in the environment's partition.
    mutating func checkPartition(of name: String, _ rule: Rule) {
        guard let region = item.text("region") else { return }
        let partition = PartitionName.of(region: region.text)
        for arn in arns(of: name) where arn.parts[1] != partition {
            report(
                rule, "'\(arn.text.text)' is in partition \(arn.parts[1]), and the environment in \(partition)",
                at: arn.text.range,
                [Diagnostic.Note("the region is given here", at: region.range)])
        }
    }

    /// A role takes policies of its account only. One of another partition is reported as that.
    mutating func checkAccount(of name: String, _ rule: Rule) {
        guard case .text(let account) = item.setting("account-id")?.content else { return }
        let partition = item.text("region").map { PartitionName.of(region: $0.text) }
        for arn in arns(of: name) where arn.parts[2] == "iam" && arn.parts[4] != "aws" {
            guard arn.parts[4] != account.text, partition == nil || arn.parts[1] == partition ?? "" else { continue }
            report(
                rule, "'\(arn.text.text)' is of account \(arn.parts[4]), and the environment in \(account.text)",
                at: arn.text.range, [Diagnostic.Note("'account-id' is given here", at: account.range)])
        }
    }

    /// The ARNs of a field under `reconcile:`, whole and in their parts.
    private func arns(of name: String) -> [(text: ExpandedText, parts: [Substring])] {
        let texts: [ExpandedText] =
            switch item.setting(name)?.content {
            case .list(let texts): texts
            case .text(let text): [text]
            default: []
            }
        return texts.map { ($0, $0.text.split(separator: ":", omittingEmptySubsequences: false)) }
            .filter { $0.parts.count > 5 }
    }
}
