import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Tags as a dictionary.
func tagValues(_ tags: [IAM.Tag]?) -> [String: String] {
    Dictionary((tags ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
}

/// Tags as a dictionary.
func tagValues(_ tags: [EC2.Tag]?) -> [String: String] {
    Dictionary((tags ?? []).map { ($0.key ?? "", $0.value ?? "") }, uniquingKeysWith: { _, last in last })
}

/// Tags as IAM takes them, sorted by key.
func iamTags(_ tags: [String: String]) -> [IAM.Tag] {
    tags.sorted { $0.key < $1.key }.map { IAM.Tag(key: $0.key, value: $0.value) }
}

/// Tags as EC2 takes them, sorted by key.
func ec2Tags(_ tags: [String: String]) -> [EC2.Tag] {
    tags.sorted { $0.key < $1.key }.map { EC2.Tag(key: $0.key, value: $0.value) }
}

/// The changes of a plan to a resource's tags.
struct TagChanges {
    /// Tags to set.
    let set: [String: String]
    /// Keys to remove.
    let removed: [String]

    init(_ planned: PlannedResource) {
        let held = planned.observed?.tags ?? [:]
        var set = planned.bookkeepingTags.filter { held[$0.key] != $0.value }
        for change in planned.changes {
            guard let key = change.tagKey, let value = change.after?.string else { continue }
            set[key] = value
        }
        self.set = set
        removed = planned.retiredTags
    }

    /// Returns true if tags as they are read are the changed ones already.
    func show(in tags: [String: String]?) -> Bool {
        let tags = tags ?? [:]
        return set.allSatisfy { tags[$0.key] == $0.value } && removed.allSatisfy { tags[$0] == nil }
    }

    /// True if only tags change.
    static func isAll(of planned: PlannedResource) -> Bool { planned.changes.allSatisfy { $0.update == .tags } }
}
