import Diagnostics

/// Rules for what jobs may use.
extension FeatureRules {
    /// A folder limits nothing if its bucket is allowed as a whole.
    mutating func checkBuckets() {
        let locations = item.list("allow-buckets").map { (range: $0.range, allowed: AllowedBucket(location: $0.text)) }
        let work = item.text("work-dir").flatMap { text in
            text.text.hasPrefix("s3://") ? (range: text.range, bucket: BucketName.of(text.text)) : nil
        }
        for location in locations where location.allowed.folder != nil {
            let bucket = location.allowed.bucket
            let whole = locations.first { $0.allowed.bucket == bucket && $0.allowed.folder == nil }
            guard let place = work.flatMap({ $0.bucket == bucket ? $0.range : nil }) ?? whole?.range else { continue }
            report(
                .warning, "folder-not-limited",
                "'\(location.allowed)' limits nothing: bucket '\(bucket)' is allowed as a whole",
                "jobs may read and write all of it; remove this folder, or use another bucket there",
                at: location.range, [Diagnostic.Note("the whole bucket is allowed because of this", at: place)])
        }
    }

    /// ARNs of another partition mean nothing in the environment's partition, and a role takes policies of its account
    /// only.
    mutating func checkRights() {
        guard case .map(let settings) = item.values.content(of: "reconcile") else { return }
        let fields = ["policies", "permissions-boundary", "kms-keys"].compactMap { settings[$0] }
        for value in fields {
            for arn in Self.texts(value) { check(arn, of: value, settings) }
        }
    }

    private static func texts(_ value: FieldValue) -> [ExpandedText] {
        switch value.content {
        case .list(let texts): texts
        case .text(let text): [text]
        default: []
        }
    }

    private mutating func check(_ arn: ExpandedText, of value: FieldValue, _ settings: [String: FieldValue]) {
        let parts = arn.text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 5 else { return }
        if let region = item.text("region") {
            let partition = PartitionName.of(region: region.text)
            if parts[1] != partition {
                return report(
                    .error, "conflicting-fields",
                    "'\(arn.text)' is in partition \(parts[1]), and the environment in \(partition)",
                    "resources of one partition do not exist in another; source: AWS General Reference, ARNs",
                    at: arn.range,
                    [Diagnostic.Note("the region is given here", at: region.range)])
            }
        }
        // A key may be another account's, which then has to allow it in the key's own policy.
        guard parts[2] == "iam", parts[4] != "aws", case .text(let account) = settings["account-id"]?.content,
            parts[4] != account.text
        else { return }
        report(
            .error, "conflicting-fields",
            "'\(arn.text)' is of account \(parts[4]), and the environment in \(account.text)",
            "a role takes policies of the same account, and those of AWS; source: IAM API, AttachRolePolicy",
            at: arn.range,
            [Diagnostic.Note("'account-id' is given here", at: account.range)])
    }
}
