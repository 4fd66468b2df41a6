import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// `@{NAME.head-queue}` in manual environments, as far as files alone can tell.
struct QueueReferenceTests {
    private func load(_ files: String..., targets: [String] = []) -> LoadedManifest {
        var options = LoadingOptions()
        options.targets = targets
        let loader = ManifestLoader(options: options, environment: ["NAME": "one"], files: MemoryFiles([:]))
        return loader.load(
            files.enumerated().map { .text("compute-envs:\n" + $0.element, name: "f\($0.offset).yml") })
    }

    private func forge(_ name: String, _ workspace: String = "acme/demo", region: String = "eu-west-1") -> String {
        """
          - {type: aws-batch forge, name: \(name), workspace: \(workspace), region: \(region), work-dir: "s3://bucket",
             max-cpus: 4}

        """
    }

    private func manual(_ head: String, _ work: String = "queue", name: String = "two") -> String {
        """
          - {type: aws-batch manual, name: \(name), workspace: acme/demo, region: eu-west-1, work-dir: "s3://bucket",
             head-queue: "\(head)",
             compute-queue: "\(work)"}

        """
    }

    private func queues(_ manifest: LoadedManifest) -> [QueueName] {
        manifest.environments.flatMap { definition -> [QueueName] in
            guard case .manual(let manual) = definition.configuration else { return [] }
            return [manual.headQueue, manual.computeQueue]
        }
    }

    private func errors(_ manifest: LoadedManifest) -> [String] {
        manifest.diagnostics.filter { $0.severity == .error }.map { found in
            "\(found.kind) \(found.range?.filename ?? ""):\(found.range?.start.line ?? 0):\(found.range?.start.column ?? 0)"
        }
    }

    @Test func `finds environments before, behind and in other files`() {
        let wanted = QueueName.ofEnvironment(
            QueueReference(environment: "one", workspace: "acme/demo", region: "eu-west-1", queue: .head))
        for manifest in [
            load(forge("one") + manual("@{one.head-queue}")), load(manual("@{one.head-queue}") + forge("one")),
            load(manual("@{one.head-queue}"), forge("one")), load(forge("one"), manual("@{$NAME.head-queue}")),
            load(forge("one") + manual("@{one.head-queue}"), targets: ["two"]),
        ] {
            #expect(errors(manifest) == [])
            #expect(queues(manifest) == [wanted, "queue"])
        }
    }

    @Test func `takes the environment of the same workspace and region first`() {
        let manifest = load(
            forge("one", "other/place") + forge("one", region: "us-east-1") + forge("one")
                + manual("@{one.head-queue}", "@{other/place/one.compute-queue}"))
        #expect(errors(manifest) == [])
        #expect(
            queues(manifest) == [
                .ofEnvironment(
                    QueueReference(environment: "one", workspace: "acme/demo", region: "eu-west-1", queue: .head)),
                .ofEnvironment(
                    QueueReference(environment: "one", workspace: "other/place", region: "eu-west-1", queue: .work)),
            ])
    }

    @Test func `a name may have dots`() {
        #expect(errors(load(forge("one.v2") + manual("@{one.v2.head-queue}"))) == [])
    }

    @Test(arguments: [
        ("@{missing.head-queue}", "invalid-reference f0:5:18"), ("@{two.head-queue}", "invalid-reference f0:5:18"),
        ("@{three.work-queue}", "invalid-reference f0:5:18"), ("@{far.head-queue}", "invalid-reference f0:5:18"),
        ("@{one.queue}", "invalid-value f0:5:18"), ("@{.head-queue}", "invalid-value f0:5:18"),
        ("@{one}", "invalid-value f0:5:18"), ("x-@{one.head-queue}", "invalid-value f0:5:18"),
        ("@{one.head-queue", "invalid-value f0:5:18"),
    ])
    func `refuses what stands for no queue, at the value`(text: String, error: String) {
        let manifest = load(
            forge("one") + manual(text) + manual("queue", name: "three") + forge("far", region: "us-east-1"))
        #expect(errors(manifest) == [error.replacing("f0:", with: "f0.yml:")])
    }

    @Test func `refuses a name that several workspaces have`() {
        let manifest = load(forge("one", "a/b") + forge("one", "c/d") + manual("@{one.head-queue}"))
        #expect(errors(manifest) == ["invalid-reference f0.yml:7:18"])
        #expect(manifest.diagnostics[0].detail.contains("'a/b/one', 'c/d/one'"))
    }

    @Test func `suggests a name that is close`() {
        let manifest = load(forge("production") + manual("@{prodution.head-queue}"))
        #expect(manifest.diagnostics[0].notes.map(\.summary) == ["did you mean 'production'?"])
    }

    @Test func `says nothing of a name whose environment could not be read`() {
        let manifest = load(forge("one").replacing("max-cpus: 4", with: "max-cpus: x") + manual("@{one.head-queue}"))
        #expect(errors(manifest).map { $0.prefix(10) } == ["wrong-type"])
    }

    @Test(arguments: [
        "key-pair: \"@{one.head-queue}\"", "credentials: \"@{one.head-queue}\"", "labels: \"a=@{one.work-queue}\"",
        "allow-buckets: \"s3://bucket/@{one.head-queue}\"", "subnets: [\"@{one.subnets}\"]",
        "log-group: \"@{one.log-group}\"",
    ])
    func `refuses a reference in any other field, at the value`(field: String) {
        let manifest = load(forge("one") + forge("more").replacing("max-cpus: 4", with: "max-cpus: 4,\n     \(field)"))
        let column = 6 + (field.firstIndex(of: ":").map { field.distance(from: field.startIndex, to: $0) } ?? 0)
        #expect(errors(manifest).count == 1)
        let range = manifest.diagnostics.first { $0.severity == .error }?.range
        #expect(range?.start.line == 6 && (range?.start.column ?? 0) > column)
    }
}
