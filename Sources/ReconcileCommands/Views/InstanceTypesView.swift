import Diagnostics
import InstanceTypes

/// A table of instance types, for people and for programs.
struct InstanceTypesView {
    let catalogue: InstanceCatalogue
    let selection: InstanceTypeSelection
    let style: Style
    let columns: Int

    // MARK: Text

    var text: String {
        (table + [""] + footer).joinedLines
    }

    private struct Column {
        let title: String
        var isNumber = false
        /// True if the column is left out when the terminal is too narrow for all.
        var isDispensable = false
        let cell: (InstanceTypeSelection.Judged) -> String
    }

    /// The table; if a terminal is too narrow, the columns of the disks and the GPUs are left out first.
    private var table: [String] {
        var shown = allColumns
        var cells = shown.map { column in [column.title] + selection.types.map(column.cell) }
        var isTooWide: Bool { cells.map { ($0.map(\.count).max() ?? 0) + 2 }.reduce(-2, +) > columns }
        // A column without a word in it says nothing.
        for index in shown.indices.reversed() where cells[index].dropFirst().allSatisfy({ $0.isEmpty }) {
            shown.remove(at: index)
            cells.remove(at: index)
        }
        while isTooWide, let index = shown.lastIndex(where: \.isDispensable) {
            shown.remove(at: index)
            cells.remove(at: index)
        }
        let widths = cells.map { $0.map(\.count).max() ?? 0 }
        return (0...selection.types.count).map { row in
            var line = ""
            for (index, column) in shown.enumerated() {
                let cell = cells[index][row]
                let padding = String(repeating: " ", count: widths[index] - cell.count)
                let isLast = index == shown.count - 1
                line += (column.isNumber ? padding + cell : isLast ? cell : cell + padding) + (isLast ? "" : "  ")
            }
            while line.last == " " { line.removeLast() }
            return row == 0 ? style(.bold, line) : colored(line, selection.types[row - 1])
        }
    }

    private func colored(_ line: String, _ judged: InstanceTypeSelection.Judged) -> String {
        guard selection.forSnapshots else { return line }
        if judged.fitness.isRecommended { return style(.green, line) }
        return judged.fitness.verdict == .doesNotFit ? style(.red, line) : style(.yellow, line)
    }

    private var allColumns: [Column] {
        let names = [
            Column(title: "TYPE") { $0.type.name }, Column(title: "vCPU", isNumber: true) { String($0.type.vCPUs) },
            Column(title: "GiB", isNumber: true) { InstanceType.gibibytes($0.type.memoryMiB) },
            Column(title: "Gbps", isNumber: true) { InstanceType.gbps($0.type.baselineMbps) },
            Column(title: "BURST", isNumber: true) {
                $0.type.peakMbps > $0.type.baselineMbps ? InstanceType.gbps($0.type.peakMbps) : ""
            },
        ]
        let equipment = [
            Column(title: "ARCH") { $0.type.architecture.rawValue },
            Column(title: "NVMe GB", isDispensable: true) { Self.disks($0.type) },
            Column(title: "GPU", isDispensable: true) { Self.gpus($0.type) },
        ]
        guard selection.forSnapshots else { return names + equipment }
        return names + [
            Column(title: "GiB:Gbps", isNumber: true) { $0.fitness.guaranteed.ratioText },
            Column(title: "TIME", isNumber: true) { "~\($0.fitness.guaranteed.seconds) s" },
            Column(title: "ON BURST", isNumber: true) {
                $0.type.peakMbps > $0.type.baselineMbps ? $0.fitness.burst.ratioText : ""
            },
            Column(title: "TIME", isNumber: true) {
                $0.type.peakMbps > $0.type.baselineMbps ? "~\($0.fitness.burst.seconds) s" : ""
            },
            Column(title: "SNAPSHOTS") { Self.verdict($0.fitness) },
        ] + equipment.dropFirst()
    }

    private static func disks(_ type: InstanceType) -> String {
        guard let disks = type.disks, disks.isNVMe else { return "" }
        return disks.count == 1 ? "\(disks.sizeGB)" : "\(disks.count)×\(disks.sizeGB)"
    }

    private static func gpus(_ type: InstanceType) -> String {
        guard let gpus = type.gpus else { return "" }
        return gpus.count == 1 ? gpus.name : "\(gpus.count)×\(gpus.name)"
    }

    private static func verdict(_ fitness: SnapshotFitness) -> String {
        let bandwidth =
            switch fitness.verdict {
            case .fits: "fits"
            case .fitsOnBurst: "on burst only"
            case .doesNotFit: "does not fit"
            }
        let others = fitness.drawbacks.map { drawback in
            switch drawback {
            case .noNVMe: "no NVMe"
            case .notX86: "not x86_64"
            case .notSpot: "no Spot"
            case .bareMetal: "bare metal"
            }
        }
        return ([bandwidth] + others).joined(separator: ", ")
    }

    private var footer: [String] {
        var paragraphs = [
            "\(selection.types.count.counted("instance type")), as EC2's DescribeInstanceTypes had them in us-east-1 on "
                + "\(catalogue.date) (\(catalogue.source)). Gbps is what EC2 guarantees, BURST what it may reach for a "
                + "while."
        ]
        if selection.forSnapshots {
            paragraphs.append(
                "A snapshot fits up to 5 GiB of memory for each guaranteed Gbps; \(SnapshotFitness.warningSeconds) s "
                    + "pass between the Spot warning and the end. Times are estimated from the documentation's "
                    + "c6id.8xlarge, 5.12:1 in about 70 s, for a job that uses all of the memory; one that uses less "
                    + "takes less. Advice, after Seqera's Fusion Snapshots documentation.")
        }
        if selection.leftOut > 0 {
            paragraphs.append(
                "\(selection.leftOut) other types are not suited; name a type or family to see its figures.")
        }
        var lines = paragraphs.flatMap { LineWrapper.wrapped($0, to: columns) }
        guard selection.forSnapshots else { return lines }
        let contradictions = selection.contradictions(catalogue)
        if !contradictions.isEmpty {
            lines += ["", "EC2 contradicts the table in that documentation:"]
            for (name, text) in contradictions {
                let wrapped = LineWrapper.wrapped("\(name): \(text)", to: max(columns - 4, 20))
                lines += wrapped.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
            }
        }
        return lines
    }
}
