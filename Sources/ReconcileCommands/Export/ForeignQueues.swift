import AWSOperations
import BatchForge
import Kinds
import ManifestLoading
import ResourceModel

/// Job queues that reconcile does not own, as environments of `config-mode: manual`: such an environment names queues and
/// nothing else that exists.
struct ForeignQueues {
    let region: String
    private let names: [String]

    init(_ queues: [Batch.JobQueueDetail], in region: String) {
        self.region = region
        names = queues.filter { queue in
            let name = queue.jobQueueName ?? ""
            let isGoing = ["DELETING", "DELETED"].contains(queue.status ?? "")
            return !isGoing && OwnershipClaim(.jobQueue, name, in: region, tags: queue.tags) == nil
        }.compactMap(\.jobQueueName).sorted()
    }

    /// An environment for each pair of queues, and for each other queue.
    ///
    /// The Seqera Platform's Batch Forge calls a pair `TowerForge-<id>-head` and `TowerForge-<id>-work`
    /// [nf-tower-cli: src/test/resources/runcmd/compute_env_demo.json].
    var environments: [ExportedEnvironment] {
        let all = Set(names)
        let stems = names.filter { $0.hasSuffix(Self.head) }.map { String($0.dropLast(Self.head.count)) }
            .filter { all.contains($0 + Self.work) }
        let paired = Set(stems.flatMap { [$0 + Self.head, $0 + Self.work] })
        return stems.map { environment($0, head: $0 + Self.head, work: $0 + Self.work) }
            + names.filter { !paired.contains($0) }.map { environment($0, head: $0, work: $0) }
    }

    private static let head = "-head"
    private static let work = "-work"

    private func environment(_ name: String, head: String, work: String) -> ExportedEnvironment {
        let name = String(name.prefix(Self.longestName))
        var environment = ExportedEnvironment(EnvironmentKey(region: region, workspace: nil, name: name))
        let texts = [
            ("name", name), ("type", "aws-batch"), ("config-mode", "manual"), ("region", region), ("head-queue", head),
            ("compute-queue", work),
        ]
        environment.fields = texts.map { ExportedEnvironment.Field($0.0, .text($0.1)) }
        environment.fields.insert(.unknownWorkDirectory(of: name), at: 4)
        environment.remarks = [
            .init(
                "work-dir",
                "AWS does not store the work directory of an environment that reconcile did not make: write it here"),
            .init(nil, "The queues are used as they are; nothing of this environment is changed or deleted"),
        ]
        return environment
    }

    /// The most characters of a name in a file.
    private static let longestName = 100
}
