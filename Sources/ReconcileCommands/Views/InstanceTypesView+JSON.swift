import Diagnostics
import InstanceTypes

extension InstanceTypesView {
    /// One object; the figures for snapshots are there with `--snapshots`.
    func json(diagnostics: [Diagnostic]) -> JSON {
        var members: [(String, JSON)] = [
            ("format_version", .string("1.0")), ("date", .string(catalogue.date)),
            ("source", .string(catalogue.source)), ("instance_types", .array(selection.types.map(json))),
        ]
        if selection.forSnapshots {
            members.append(("left_out", .integer(selection.leftOut)))
            members.append(
                (
                    "contradictions",
                    .array(
                        selection.contradictions(catalogue).map {
                            .object([("name", .string($0.name)), ("contradiction", .string($0.text))])
                        })
                ))
        }
        members.append(("diagnostics", .array(diagnostics.map { JSON($0) })))
        return .object(members)
    }

    private func json(_ judged: InstanceTypeSelection.Judged) -> JSON {
        let type = judged.type
        var members: [(String, JSON)] = [
            ("name", .string(type.name)), ("vcpus", .integer(type.vCPUs)), ("memory_mib", .integer(type.memoryMiB)),
            ("architecture", .string(type.architecture.rawValue)),
            ("baseline_gbps", .number(Double(type.baselineMbps) / 1000)),
            ("peak_gbps", .number(Double(type.peakMbps) / 1000)), ("network_cards", .integer(type.networkCards)),
            ("bare_metal", .boolean(type.isBareMetal)), ("spot", .boolean(type.isSoldAsSpot)),
            (
                "disks",
                type.disks.map {
                    .object([
                        ("count", .integer($0.count)), ("size_gb", .integer($0.sizeGB)), ("nvme", .boolean($0.isNVMe)),
                    ])
                } ?? .null
            ),
            (
                "gpus",
                type.gpus.map { .object([("count", .integer($0.count)), ("name", .string($0.name))]) } ?? .null
            ),
        ]
        if selection.forSnapshots { members.append(("snapshots", json(judged.fitness))) }
        return .object(members)
    }

    private func json(_ fitness: SnapshotFitness) -> JSON {
        let figures = { (figures: SnapshotFitness.Figures) in
            JSON.object([
                ("gib_per_gbps", .number((figures.ratio * 100).rounded() / 100)),
                ("seconds", .integer(figures.seconds)),
            ])
        }
        return .object([
            ("verdict", .string(fitness.verdict.rawValue)), ("guaranteed", figures(fitness.guaranteed)),
            ("burst", figures(fitness.burst)), ("largest_job_mib", .integer(fitness.largestJobMiB)),
            ("drawbacks", .array(fitness.drawbacks.map { .string($0.rawValue) })),
        ])
    }
}
