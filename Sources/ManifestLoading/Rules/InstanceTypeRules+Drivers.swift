import Diagnostics
import InstanceTypes

/// Checks that the image has drivers for the devices of the instances, and that the head job has an instance to run on.
extension InstanceTypeRules {
    /// True if the instances start from an image of AWS's.
    private var usesImageOfBatch: Bool { item.mode == .forge && item.hasImageOfAWS }

    /// GPUs that the drivers of the image with GPU drivers are too new for.
    mutating func checkOldGPUs(_ rule: Rule) {
        for (text, family, gpu) in namesWithGPU where BatchSupport.familiesWithOldGPUs.contains(family) {
            report(
                rule, "'gpu' cannot go with instance type '\(text.shown)'", at: text.range, [asked("gpu", gpu)])
        }
    }

    /// The list of the image's families names P3, and not its largest type.
    mutating func checkDoubtfulGPUs(_ rule: Rule) {
        for (text, family, gpu) in namesWithGPU where family == "p3dn" {
            report(
                rule, "'\(text.shown)' may not work with AWS Batch's image with GPU drivers", at: text.range,
                [asked("gpu", gpu)])
        }
    }

    /// The names of types with their families if `gpu` is on and Batch chooses the image.
    private var namesWithGPU: [(text: ExpandedText, family: String, gpu: FieldValue)] {
        guard usesImageOfBatch, let gpu = item.isOn("gpu") ? item.values["gpu"] : nil else { return [] }
        return item.list("instance-types").map { ($0, String($0.text.prefix { $0 != "." }), gpu) }
    }

    mutating func checkAccelerators(_ rule: Rule) {
        guard usesImageOfBatch else { return }
        let accelerated = item.list("instance-types").filter { text in
            ["inf", "trn"].contains(String(text.text.prefix { $0.isLetter }))
        }
        guard let first = accelerated.first else { return }
        report(
            rule, "'\(first.text)' has AWS's Neuron accelerators, for which the image has no drivers", at: first.range)
    }

    /// GPUs that no job can use.
    mutating func checkIdleGPUs(_ rule: Rule) {
        guard usesImageOfBatch, item.isOff("gpu") else { return }
        let graphic = entries.filter { entry in
            !entry.types.isEmpty && entry.types.allSatisfy { $0.gpus != nil } && entry.architecture?.runsLinux == true
        }
        guard let first = graphic.first else { return }
        let others = graphic.dropFirst().map { Diagnostic.Note("'\($0.text.text)' has GPUs too", at: $0.text.range) }
        let takesImage = first.architecture == .x86 && first.types.allSatisfy { $0.gpus?.isNVIDIA == true }
        report(
            rule, "'\(first.text.text)' has GPUs, and jobs cannot use them without 'gpu: True'",
            because: takesImage
                ? nil
                : "AWS Batch's image with GPU drivers is for NVIDIA's on x86-64 only; give an image with drivers as 'ami-id'",
            at: first.text.range, others)
    }

    /// An instance of the head environment that is large enough for the head job.
    mutating func checkHeadSize(_ rule: Rule) {
        guard item.mode == .forge, !item.isOn("fargate"), let model = item.provisioningModel else { return }
        let (cpus, memory) = (item.integer("head-job-cpus"), item.integer("head-job-memory"))
        guard let value = (memory == nil ? nil : item.values["head-job-memory"]) ?? item.values["head-job-cpus"],
            cpus != nil || memory != nil
        else { return }
        let types: [InstanceType]
        if model == .spot || !item.has("instance-types") {
            let isARM = item.list("instance-types").contains { Architecture(ofType: $0.text) == .arm }
            let names = ForgeConfiguration.headInstanceTypes(withOwnImage: item.has("ami-id"), onARM: isARM)
            types = names.flatMap { catalogue.expansion(of: $0) ?? [] }
        } else {
            guard hasKnownNamesOnly else { return }
            types = entries.flatMap(\.types)
        }
        let isLarge = types.contains { $0.vCPUs >= cpus ?? 0 && $0.memoryMiB > memory ?? 0 }
        guard !isLarge, let most = types.map(\.vCPUs).max(), let largest = types.map(\.memoryMiB).max() else { return }
        let asked = [cpus.map { "\($0) vCPUs" }, memory.map { "\($0) MiB" }].compactMap { $0 }.joined(
            separator: " and ")
        report(
            rule, "no instance type of the head job's environment has \(asked)",
            because: "the largest have \(most) vCPUs and \(largest) MiB, of which the system takes some; ask for less",
            at: value.range)
    }
}
