import Diagnostics

/// ARM instances, and the one architecture of an environment.
extension Rules {
    static let graviton: [Rule] = [
        .excludes(
            "gpu", .on("graviton"), and: ["fargate"], because: "Graviton instances take no GPU jobs", source: .matrix),
        Rule(
            "'graviton' needs 'fargate: True', 'wave: True', 'fusion-v2: True'", "graviton", when: [.on("graviton")],
            then: [.on("fargate"), .on("wave"), .on("fusion-v2")],
            // If 'fargate' is on, it reports what it needs itself.
            reportedIf: [.on("fargate")], .error, "missing-requirement", source: .matrix
        ) { violation in
            // 'fusion-v2' without 'wave' is reported there.
            let facts = violation.item.isOn("fusion-v2") ? [.on("fargate")] : violation.broken
            return "'graviton' needs \(facts.map(\.words).joined(separator: ", "))"
        },
    ]

    static let architecture: [Rule] = [
        Rule(
            "'graviton' cannot go with instance types that are x86-64", "instance-types", when: [.on("graviton")],
            then: [.types(.onlyARM)],
            because: "Graviton is ARM; leave 'instance-types' out to have Graviton families",
            source: .seqera("Graviton"),
            check: .fields { $0.checkGravitonTypes($1) }),
        Rule(
            "The instance types of an environment are all x86-64 or all ARM", "instance-types",
            when: [.given("instance-types")], then: [.any([.types(.onlyX86), .types(.onlyARM)])],
            because:
                "an AWS Batch compute environment has one architecture: x86-64 or ARM; make an environment for each",
            source: .batch("ComputeResource"), check: .fields { $0.checkMixedTypes($1) }),
        Rule(
            "'gpu' cannot go with instance types that are ARM, except with 'ami-id'", "instance-types",
            when: [.given("instance-types"), .types(.arm), .on("gpu")], then: [.not(.hasImageOfAWS)],
            because: "AWS Batch's image with GPU drivers, ECS_AL2023_NVIDIA, does not run on Graviton",
            source: .batch("Ec2Configuration"), check: .fields { $0.checkGPUOnARM($1) }),
    ]
}
