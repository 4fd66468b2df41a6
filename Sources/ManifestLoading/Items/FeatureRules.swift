import Diagnostics

/// Rules for what must and must not go together in one environment, each with its source.
///
/// A requirement is reported where it arises, a conflict at the field that would have to go. What follows from a
/// problem that is reported already is not reported again.
struct FeatureRules {
    let item: EnvironmentItem
    var diagnostics: [Diagnostic] = []
    /// Errors about valid fields that cannot be built yet. They matter only if the environment is built.
    var unbuildable: [Diagnostic] = []

    static let matrix = "source: the feature compatibility matrix of Seqera's AWS Batch documentation"

    init(_ item: EnvironmentItem) {
        self.item = item
        checkFusion()
        checkOldFusion()
        checkFastStorage()
        checkSnapshots()
        checkFargate()
        checkHeadRoom()
        checkGraviton()
        checkArchitecture()
        checkBootDisk()
        checkWorkDirectory()
        checkElasticFileSystem()
        checkLustre()
        checkGrowingDisk()
        checkCPUs()
        checkBid()
        checkStrategy()
        checkRegion()
        checkQueues()
        checkBuckets()
        checkPolicy()
        checkRights()
        checkVariables()
        checkManners()
    }

    // MARK: Reporting

    /// The value of a flag that is on.
    func on(_ name: String) -> FieldValue? {
        item.isOn(name) ? item.values[name] : nil
    }

    mutating func needs(_ value: FieldValue, _ summary: String, _ why: String, _ others: String...) {
        let notes = others.compactMap { other in
            item.values[other].map { Diagnostic.Note("'\(other)' is off here", at: $0.range) }
        }
        report(.error, "missing-requirement", summary, why, at: value.range, notes)
    }

    mutating func conflicts(_ value: FieldValue, _ summary: String, _ why: String, _ others: String...) {
        let notes = others.compactMap { other in
            item.values[other].map { Diagnostic.Note("'\(other)' is given here", at: $0.range) }
        }
        report(.error, "conflicting-fields", summary, why, at: value.range, notes)
    }

    mutating func report(
        _ severity: Diagnostic.Severity, _ kind: String, _ summary: String, _ detail: String, at range: SourceRange,
        _ notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(severity, kind, summary, detail: detail, at: range, notes: notes))
    }
}
