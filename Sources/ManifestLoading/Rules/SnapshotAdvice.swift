import Diagnostics
import InstanceTypes

/// Advice on `snapshots` for the instance types of an environment, with figures. It is never an error, since a snapshot
/// holds a job's memory and not the instance's, and burst bandwidth may well last as long as it takes.
struct SnapshotAdvice {
    private(set) var diagnostics: [Diagnostic] = []
    private let catalogue: InstanceCatalogue

    init(_ item: EnvironmentItem, _ entries: [InstanceTypeRules.Entry], _ catalogue: InstanceCatalogue) {
        self.catalogue = catalogue
        guard item.mode == .forge, item.isOn("snapshots"), item.isOn("fusion-v2"), item.isOn("wave"),
            item.provisioningModel == .spot,
            let value = item.values["snapshots"]
        else { return }
        let isARM =
            item.isOn("graviton") || item.list("instance-types").contains { Architecture(ofType: $0.text) == .arm }
        if isARM {
            diagnostics.append(
                Diagnostic(
                    .warning, Self.kind, "'snapshots' on ARM hold the whole memory each time",
                    detail: "on x86-64 they are taken while the job runs, and hold what changed since the last; "
                        + "on ARM everything is written once Spot takes the instance back; \(Self.source)",
                    at: value.range))
        }
        guard item.has("instance-types") else {
            if isARM { return }
            diagnostics.append(
                Diagnostic(
                    .note, Self.kind, "'snapshots' works best with 'instance-types' that are picked for it",
                    detail: "'reconcile instance-types --snapshots' lists them; \(Self.source)", at: value.range))
            return
        }
        advise(entries)
    }

    /// The kind of all that is said here.
    static let kind = "snapshot-fitness"

    private static let source = "source: \(Rules.snapshotDocumentation.text)"

    private mutating func advise(_ entries: [InstanceTypeRules.Entry]) {
        guard entries.contains(where: { !$0.meaning.areSuited }) else { return }
        let judged = entries.map { ($0.text, $0.types.map { ($0, SnapshotFitness($0)) }) }
        let all = judged.flatMap { $0.1.map(\.1) }
        let unfit = all.filter { !$0.isSuited }
        guard let first = judged.first(where: { $0.1.contains { !$0.1.isSuited } })?.0 else { return }
        let notes = judged.compactMap { text, types in
            Self.remark(on: text.text, types).map { Diagnostic.Note($0, at: text.range) }
        }
        let isWorse = unfit.contains { $0.verdict == .doesNotFit }
        diagnostics.append(
            Diagnostic(
                isWorse ? .warning : .note, Self.kind,
                "\(unfit.count) of \(all.count) instance types may not save a full memory before Spot takes them back",
                detail: "within the \(SnapshotFitness.warningSeconds) s of the warning a snapshot is safe up to 5 GiB "
                    + "for each Gbps that EC2 guarantees; jobs with less memory than the instance are safe longer; "
                    + "'reconcile instance-types --snapshots' lists what fits; "
                    + "\(Self.source), and EC2's DescribeInstanceTypes of \(catalogue.date)",
                at: first.range, notes: notes))
    }

    /// Why a name of the file is not the best; nil where there is nothing to say.
    private static func remark(on name: String, _ types: [(InstanceType, SnapshotFitness)]) -> String? {
        guard types.contains(where: { !$0.1.isSuited }) else { return nil }
        guard types.count == 1, let (type, fitness) = types.first else {
            let fit = types.count { $0.1.isSuited }
            let onBurst = types.count { $0.1.verdict == .fitsOnBurst }
            let fitting = fit == 0 ? "none fits" : fit == 1 ? "1 fits" : "\(fit) fit"
            return "of \(name)'s \(types.count) types \(fitting), and \(onBurst) more on burst bandwidth only"
        }
        var text = "\(name): \(type.memoryText) at \(type.baselineText) is \(fitness.guaranteed.text)"
        if type.peakMbps > type.baselineMbps { text += ", on burst at \(type.peakText) \(fitness.burst.text)" }
        if fitness.verdict != .fits { text += "; jobs of up to \(fitness.largestJobMiB / 1024) GiB fit" }
        if fitness.drawbacks.contains(.noNVMe) { text += "; it has no NVMe disks" }
        return text
    }
}

extension SnapshotFitness {
    /// Fit for a file that names it: of Spot and of ARM is spoken elsewhere, and bare metal is as good as anything.
    var isSuited: Bool { verdict == .fits && !drawbacks.contains(.noNVMe) }
}

extension SnapshotFitness.Figures {
    /// `5.12:1 (about 70 s)`
    fileprivate var text: String { "\(ratioText) (about \(seconds) s)" }
}
