import Diagnostics
import InstanceTypes

extension InstanceTypesView {
    /// One object; the figures for snapshots are there with `--snapshots`.
    func json(diagnostics: [Diagnostic]) -> JSON {
        let types: JSON = [
            "format_version": "1.0", "date": JSON(catalogue.date), "source": JSON(catalogue.source),
            "instance_types": JSON(selection.types, json),
        ]
        let snapshots: [(String, JSON)] = [
            ("left_out", JSON(selection.leftOut)),
            (
                "contradictions",
                JSON(selection.contradictions(catalogue)) {
                    ["name": JSON($0.name), "contradiction": JSON($0.text)]
                }
            ),
        ]
        return types.adding(
            (selection.forSnapshots ? snapshots : []) + [("diagnostics", JSON(diagnostics) { JSON($0) })])
    }

    private func json(_ judged: InstanceTypeSelection.Judged) -> JSON {
        let type = judged.type
        let json: JSON = [
            "name": JSON(type.name), "vcpus": JSON(type.vCPUs), "memory_mib": JSON(type.memoryMiB),
            "architecture": JSON(type.architecture.rawValue),
            "baseline_gbps": .number(Double(type.baselineMbps) / 1000),
            "peak_gbps": .number(Double(type.peakMbps) / 1000), "network_cards": JSON(type.networkCards),
            "bare_metal": JSON(type.isBareMetal), "spot": JSON(type.isSoldAsSpot),
            "disks": type.disks.map {
                ["count": JSON($0.count), "size_gb": JSON($0.sizeGB), "nvme": JSON($0.isNVMe)]
            } ?? JSON.null,
            "gpus": type.gpus.map { ["count": JSON($0.count), "name": JSON($0.name)] } ?? JSON.null,
        ]
        return selection.forSnapshots ? json.adding([("snapshots", self.json(judged.fitness))]) : json
    }

    private func json(_ fitness: SnapshotFitness) -> JSON {
        let figures = { (figures: SnapshotFitness.Figures) -> JSON in
            ["gib_per_gbps": .number((figures.ratio * 100).rounded() / 100), "seconds": JSON(figures.seconds)]
        }
        return [
            "verdict": JSON(fitness.verdict.rawValue), "guaranteed": figures(fitness.guaranteed),
            "burst": figures(fitness.burst), "largest_job_mib": JSON(fitness.largestJobMiB),
            "drawbacks": JSON(fitness.drawbacks.map(\.rawValue)),
        ]
    }
}
