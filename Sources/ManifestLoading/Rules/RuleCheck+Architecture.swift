import Diagnostics

/// One environment has instances of one architecture, and some features only one.
extension RuleCheck {
    mutating func checkGravitonTypes(_ rule: Rule) {
        guard let graviton = on("graviton"),
            let other = item.list("instance-types").first(where: { Architecture(ofType: $0.text) == .x86 })
        else { return }
        report(
            rule, "'graviton' cannot go with instance type '\(other.text)'", at: other.range,
            [Diagnostic.Note("'graviton' is asked for here", at: graviton.range)])
    }

    mutating func checkMixedTypes(_ rule: Rule) {
        guard let first = item.list("instance-types").first, let other = otherArchitecture, on("graviton") == nil else {
            return
        }
        let architecture = Architecture(ofType: first.text)
        report(
            rule, "'\(other.text)' and '\(first.text)' are of two architectures", at: other.range,
            [Diagnostic.Note("'\(first.text)' is \(architecture.rawValue)", at: first.range)])
    }

    /// A custom image may well have drivers for ARM.
    mutating func checkGPUOnARM(_ rule: Rule) {
        guard let first = item.list("instance-types").first, Architecture(ofType: first.text) == .arm,
            item.hasImageOfAWS, let gpu = on("gpu"), on("graviton") == nil, otherArchitecture == nil
        else { return }
        report(
            rule, "'gpu' cannot go with instance type '\(first.text)', which is ARM", at: first.range,
            [Diagnostic.Note("'gpu' is asked for here", at: gpu.range)])
    }

    /// The first instance type of another architecture than the list's first.
    private var otherArchitecture: ExpandedText? {
        let types = item.list("instance-types")
        guard let architecture = types.first.map({ Architecture(ofType: $0.text) }) else { return nil }
        return types.first { Architecture(ofType: $0.text) != architecture }
    }
}
