import Diagnostics

/// Fusion v2 and what it carries.
extension FeatureRules {
    mutating func checkFusion() {
        guard let value = on("fusion-v2"), item.isOff("wave") else { return }
        needs(value, "'fusion-v2' needs 'wave: True'", "Wave puts Fusion into the containers; \(Self.matrix)", "wave")
    }

    mutating func checkOldFusion() {
        guard let value = on("fusion") else { return }
        if item.isOn("fusion-v2") {
            conflicts(
                value, "'fusion' cannot go with 'fusion-v2: True'", "it is Fusion v1: remove it; \(Self.deprecation)",
                "fusion-v2")
            return
        }
        let instead = "use 'fusion-v2: True' with 'wave: True'"
        report(
            .warning, "deprecated", "Fusion v1 ('fusion') is deprecated",
            "plan and apply refuse it; \(instead); \(Self.deprecation)", at: value.range)
        unbuildable.append(
            Diagnostic(
                .error, "unsupported-field", "this version does not set up Fusion v1 ('fusion')", detail: instead,
                at: value.keyRange))
    }

    mutating func checkFastStorage() {
        guard let value = on("fast-storage") else { return }
        if item.isOff("fusion-v2") {
            needs(
                value, "'fast-storage' needs 'fusion-v2: True'", "only Fusion v2 uses the NVMe disks; \(Self.matrix)",
                "fusion-v2")
        }
    }

    mutating func checkSnapshots() {
        guard let value = on("snapshots") else { return }
        if item.isOff("fusion-v2") {
            needs(value, "'snapshots' needs 'fusion-v2: True'", "Fusion v2 takes them; \(Self.matrix)", "fusion-v2")
        }
        if item.mode == .forge, item.provisioningModel == .ec2 {
            conflicts(
                value, "'snapshots' needs 'provisioning-model: SPOT'",
                "they save jobs from the reclamation of Spot Instances, which never happens to On-Demand ones; "
                    + "source: Seqera's Fusion Snapshots documentation", "provisioning-model")
        }
    }
}
