import Diagnostics

/// One environment has instances of one architecture, and some features only one.
extension FeatureRules {
    mutating func checkArchitecture() {
        let types = item.list("instance-types")
        guard let first = types.first else { return }
        if let graviton = on("graviton") {
            guard let other = types.first(where: { Architecture(ofType: $0.text) == .x86 }) else { return }
            report(
                .error, "conflicting-fields", "'graviton' cannot go with instance type '\(other.text)'",
                "it is x86-64, and Graviton is ARM; leave 'instance-types' out to have Graviton families; "
                    + "source: Seqera's AWS Batch documentation, Graviton",
                at: other.range, [Diagnostic.Note("'graviton' is asked for here", at: graviton.range)])
            return
        }
        let architecture = Architecture(ofType: first.text)
        if let other = types.first(where: { Architecture(ofType: $0.text) != architecture }) {
            report(
                .error, "conflicting-fields", "'\(other.text)' and '\(first.text)' are of two architectures",
                "an AWS Batch compute environment has one: x86-64 or ARM; make an environment for each; "
                    + "source: AWS Batch API, ComputeResource",
                at: other.range,
                [Diagnostic.Note("'\(first.text)' is \(architecture.rawValue)", at: first.range)])
            return
        }
        // A custom image may well have drivers for ARM.
        guard architecture == .arm, !item.has("ami-id"), let gpu = on("gpu") else { return }
        report(
            .error, "conflicting-fields", "'gpu' cannot go with instance type '\(first.text)', which is ARM",
            "AWS Batch's image with GPU drivers, ECS_AL2023_NVIDIA, does not run on Graviton; "
                + "source: AWS Batch API, Ec2Configuration",
            at: first.range, [Diagnostic.Note("'gpu' is asked for here", at: gpu.range)])
    }
}
