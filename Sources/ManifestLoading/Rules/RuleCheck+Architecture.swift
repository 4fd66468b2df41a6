import Diagnostics

/// One environment has instances of one architecture, and some features only one.
extension RuleCheck {
    mutating func checkGravitonTypes() {
        guard let graviton = on("graviton"),
            let other = item.list("instance-types").first(where: { Architecture(ofType: $0.text) == .x86 })
        else { return }
        report(
            .error, "conflicting-fields", "'graviton' cannot go with instance type '\(other.text)'",
            "it is x86-64, and Graviton is ARM; leave 'instance-types' out to have Graviton families; "
                + "source: Seqera's AWS Batch documentation, Graviton",
            at: other.range, [Diagnostic.Note("'graviton' is asked for here", at: graviton.range)])
    }

    mutating func checkMixedTypes() {
        guard let first = item.list("instance-types").first, let other = otherArchitecture, on("graviton") == nil else {
            return
        }
        report(
            .error, "conflicting-fields", "'\(other.text)' and '\(first.text)' are of two architectures",
            "an AWS Batch compute environment has one: x86-64 or ARM; make an environment for each; "
                + "source: AWS Batch API, ComputeResource",
            at: other.range,
            [Diagnostic.Note("'\(first.text)' is \(Architecture(ofType: first.text).rawValue)", at: first.range)])
    }

    /// A custom image may well have drivers for ARM.
    mutating func checkGPUOnARM() {
        guard let first = item.list("instance-types").first, Architecture(ofType: first.text) == .arm,
            !item.has("ami-id"), let gpu = on("gpu"), on("graviton") == nil, otherArchitecture == nil
        else { return }
        report(
            .error, "conflicting-fields", "'gpu' cannot go with instance type '\(first.text)', which is ARM",
            "AWS Batch's image with GPU drivers, ECS_AL2023_NVIDIA, does not run on Graviton; "
                + "source: AWS Batch API, Ec2Configuration",
            at: first.range, [Diagnostic.Note("'gpu' is asked for here", at: gpu.range)])
    }

    /// The first instance type of another architecture than the list's first.
    private var otherArchitecture: ExpandedText? {
        let types = item.list("instance-types")
        guard let architecture = types.first.map({ Architecture(ofType: $0.text) }) else { return nil }
        return types.first { Architecture(ofType: $0.text) != architecture }
    }
}
