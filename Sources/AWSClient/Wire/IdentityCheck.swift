/// Looks in an answer for records that the call cannot have found.
///
/// A record that is listed twice would be taken for one that is left over and deleted, and one of another name, region or
/// account for a sign that ours is missing, which would then be created again.
struct IdentityCheck<Node: AnswerNode> {
    let answer: Node
    let identity: RecordIdentity
    /// The request, the region and the account; nil if they are not known.
    var asked: AskedRecords?

    /// The first fault, as `jobQueues[1]: 'q' is listed twice`; nil if there is none.
    func fault() -> String? {
        let asked = Set(
            identity.parameters.flatMap { parameter in self.asked?.request.values(of: parameter) ?? [] }
                .map { $0.lowercased() })
        var seen: Set<[String]> = []
        for (place, record) in records() {
            guard let name = record.member(identity.names[0])?.scalar else { continue }
            let names = identity.names.compactMap { record.member($0)?.scalar }
            // IAM finds a name whatever its case.
            if !asked.isEmpty, asked.isDisjoint(with: names.map { $0.lowercased() }) {
                return "\(place): '\(name)' was not asked for"
            }
            if let fault = names.lazy.compactMap(scopeFault).first { return "\(place): \(fault)" }
            // Batch shows deleted environments and queues for a while, and their names are free.
            guard record.member("status")?.scalar != "DELETED" else { continue }
            let versions = identity.versions.map { record.member($0)?.scalar ?? "" }
            guard seen.insert([name] + versions).inserted else { return "\(place): '\(name)' is listed twice" }
        }
        return nil
    }

    /// The records with their places.
    private func records() -> [(place: String, record: Node)] {
        guard identity.path.hasSuffix("[]") else {
            let record = identity.path.isEmpty ? answer : answer.member(identity.path)
            return record.map { [(identity.path.isEmpty ? "the answer" : identity.path, $0)] } ?? []
        }
        let list = String(identity.path.dropLast(2))
        return (answer.member(list)?.elements ?? []).enumerated().map { ("\(list)[\($0.offset)]", $0.element) }
    }

    /// The fault in the place that an ARN names; nil if there is none, or if the text is no ARN.
    private func scopeFault(of name: String) -> String? {
        let parts = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard let asked, parts.count == 6, parts[0] == "arn" else { return nil }
        let partition = Partition.partition(ofRegion: asked.region).id
        if parts[1] != partition { return "'\(name)' is in the partition '\(parts[1])', not in '\(partition)'" }
        if !parts[3].isEmpty, parts[3] != asked.region {
            return "'\(name)' is in the region '\(parts[3])', not in '\(asked.region)'"
        }
        // AWS's own policies have no account of digits.
        guard parts[4].utf8.count == 12, let other = asked.account.other(than: parts[4]) else { return nil }
        return "'\(name)' is in the account \(parts[4]), and other answers are about \(other)"
    }
}
