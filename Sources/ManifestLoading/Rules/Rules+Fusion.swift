/// Fusion v2 and what it carries.
extension Rules {
    static let fusion: [Rule] = [
        .needs("fusion-v2", .on("wave"), in: nil, because: "Wave puts Fusion into the containers", source: .matrix),
        .excludes("fusion", .on("fusion-v2"), because: "it is Fusion v1: remove it", source: deprecation),
        .isDeprecated(
            "fusion", when: [.on("fusion"), .not(.on("fusion-v2"))], named: "Fusion v1 ('fusion') is",
            refusal: "Fusion v1 ('fusion') is not set up, because its driver is no longer published",
            instead: "use 'fusion-v2: True' with 'wave: True'", source: releasesOfFusion),
        .needs(
            "fast-storage", .on("fusion-v2"), in: nil, because: "only Fusion v2 uses the NVMe disks", source: .matrix),
        .needs("snapshots", .on("fusion-v2"), in: nil, because: "Fusion v2 takes them", source: .matrix),
        .needsSpot(
            "snapshots",
            because: "they save jobs from the reclamation of Spot Instances, which never happens to On-Demand ones",
            source: snapshotDocumentation),
    ]

    static let deprecation = RuleSource.seqera("deprecated features")
    /// Fusion v1 is deprecated since version 22.3 of the Platform, and every release that Seqera lists is one of v2.
    private static let releasesOfFusion = RuleSource.other("Seqera's changelogs of Enterprise 22.3 and of Fusion")
    static let snapshotDocumentation = RuleSource.other("Seqera's Fusion Snapshots documentation")
}
