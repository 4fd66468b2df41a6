import ManifestLoading
import Planning
import ResourceModel

/// A stage of the self-test: a file, and what AWS is to make of it after the stage before.
struct SelfTestStage: Sendable {
    /// The changes that a plan is to show.
    enum Expectation: Sendable {
        /// Everything is made.
        case creation
        /// Resources of a kind are updated, and this is the weightiest class of the changes.
        case update(ResourceKind, UpdateClass)
        /// A compute environment gets a successor behind its queue.
        case replacement
    }

    /// In the name of the files of answers.
    let name: String
    let title: String
    /// The fields that the file has beside, or in place of, those of every file.
    var fields: [String: String]
    let expectation: Expectation

    /// The stages in their order; each file has the fields of those before it.
    static let all: [SelfTestStage] = {
        var fields: [String: String] = [:]
        func stage(
            _ name: String, _ title: String, _ changes: [String: String], _ expectation: Expectation
        ) -> SelfTestStage {
            fields.merge(changes) { $1 }
            return SelfTestStage(name: name, title: title, fields: fields, expectation: expectation)
        }
        return [
            stage("create", "creation", [:], .creation),
            stage("tags", "tags", ["reconcile": "{drain: False}"], .update(.computeEnvironment, .tags)),
            stage("scaling", "a scaling update of maxvCpus", ["max-cpus": "2"], .update(.computeEnvironment, .scaling)),
            stage(
                "update-policy", "an update of updatePolicy", ["reconcile": "{drain: False, job-timeout-minutes: 31}"],
                .update(.computeEnvironment, .inPlace)),
            stage(
                "queue", "an update of a job queue",
                ["reconcile": "{drain: False, job-timeout-minutes: 31, job-limits: {capacity: 12h}}"],
                .update(.jobQueue, .inPlace)),
            stage(
                "template", "a new version of the launch template", ["boot-disk-size": "60"],
                .update(.computeEnvironment, .infrastructure)),
            stage(
                "types", "other instance types", ["instance-types": "m5.large,m5.xlarge"],
                .update(.computeEnvironment, .infrastructure)),
            stage(
                "replace", "a successor behind the queue",
                [
                    "instance-types": "m5.large", "overwrite": "True",
                    "reconcile":
                        "{drain: False, job-timeout-minutes: 31, job-limits: {capacity: 12h}, update-strategy: blue-green}",
                ], .replacement),
        ]
    }()

    /// The name of the environment in the file.
    static let environment = "check"
    /// The beginning of all names in AWS.
    static let namePrefix = "reconcile-selftest"

    /// The file, read.
    func manifest(in region: String) -> LoadedManifest {
        ManifestLoader(environment: [:], files: DiskFiles()).load([.text(text(in: region), name: "selftest")])
    }

    /// The file. No job runs, so the bucket of the work directory need not exist.
    func text(in region: String) -> String {
        let basis = [
            "type": "aws-batch", "config-mode": "forge", "name": Self.environment, "region": region,
            "work-dir": "s3://\(Self.namePrefix)/work", "provisioning-model": "EC2", "max-cpus": "1",
            "instance-types": "m5.large,m5.2xlarge", "wait": "AVAILABLE",
        ]
        let lines = basis.merging(fields) { $1 }.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)\n" }
        return "compute-envs:\n  -\n" + lines.joined()
    }
}

extension SelfTestStage.Expectation {
    /// Says why a plan is not as expected; nil if it is.
    func problem(of plan: Plan) -> String? {
        if let refusal = plan.refusals.first { return "the plan is refused: \(refusal.summary)" }
        switch self {
        case .creation:
            let others = plan.resources.filter { ![.create, .none].contains($0.action) }
            return others.isEmpty && plan.summary.create > 0 ? nil : "the plan does not only create"
        case .update(let kind, let expected):
            let changes = plan.resources.filter { $0.address.kind == kind && $0.action == .update }.flatMap(\.changes)
            let found = changes.map(\.update).max()
            return found == expected
                ? nil
                : "the plan shows \(found.map { "an update of class \($0.name)" } ?? "no update") of \(kind.rawValue)"
        case .replacement:
            return plan.summary.replace > 0 ? nil : "the plan replaces nothing"
        }
    }
}
