/// Fusion v2 and what it carries.
extension Rules {
    static let fusion: [Rule] = [
        .needs("fusion-v2", .on("wave"), in: nil, because: "Wave puts Fusion into the containers", source: .matrix),
        .excludes("fusion", .on("fusion-v2"), because: "it is Fusion v1: remove it", source: deprecation),
        .isDeprecated(
            "fusion", when: [.on("fusion"), .not(.on("fusion-v2"))], named: "Fusion v1 ('fusion') is",
            refusal: "this version does not set up Fusion v1 ('fusion')",
            instead: "use 'fusion-v2: True' with 'wave: True'", source: deprecation),
        .needs(
            "fast-storage", .on("fusion-v2"), in: nil, because: "only Fusion v2 uses the NVMe disks", source: .matrix),
        .needs("snapshots", .on("fusion-v2"), in: nil, because: "Fusion v2 takes them", source: .matrix),
        .needsSpot(
            "snapshots",
            because: "they save jobs from the reclamation of Spot Instances, which never happens to On-Demand ones",
            source: snapshotDocumentation),
    ]

    static let deprecation = RuleSource.seqera("deprecated features")
    static let snapshotDocumentation = RuleSource.other("Seqera's Fusion Snapshots documentation")
}
