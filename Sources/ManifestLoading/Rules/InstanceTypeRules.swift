import Diagnostics
import InstanceTypes

/// Checks that EC2 has the instance types of an environment, and that they have what its other fields count on.
struct InstanceTypeRules {
    let item: EnvironmentItem
    let catalogue: InstanceCatalogue
    private(set) var diagnostics: [Diagnostic] = []

    /// The instance types that the file names, as far as the catalogue knows them.
    private(set) var entries: [Entry] = []
    /// The names that the catalogue does not know.
    private var unknown: [ExpandedText] = []
    /// The names that Batch does not take, with the reason; nil for a family of bare metal.
    private var refused: [(text: ExpandedText, reason: BatchSupport?)] = []
    private static let mostShown = 20

    /// A name of the file and the types that Batch takes it for.
    struct Entry {
        let text: ExpandedText
        let meaning: InstanceNames.Meaning

        var types: [InstanceType] { meaning.types }
    }

    /// Checks an item against all rules about instance types.
    init(_ item: EnvironmentItem, _ names: inout InstanceNames) {
        self.init(naming: item, &names)
        let marks = item.values.marks
        for rule in Rules.ofTypes where marks & rule.marks != 0 { check(rule) }
    }

    /// Checks an item against one rule.
    init(_ item: EnvironmentItem, _ names: inout InstanceNames, only rule: Rule) {
        self.init(naming: item, &names)
        check(rule)
    }

    private init(naming item: EnvironmentItem, _ names: inout InstanceNames) {
        self.item = item
        catalogue = names.catalogue
        for text in item.list("instance-types") {
            if let refusal = BatchSupport.refusal(ofFamily: text.text.prefix { $0 != "." }) {
                refused.append((text, refusal))
                continue
            }
            switch names.meaning(of: text.text) {
            case nil: unknown.append(text)
            case let meaning? where meaning.types.isEmpty: refused.append((text, nil))
            case let meaning?: entries.append(Entry(text: text, meaning: meaning))
            }
        }
    }

    private mutating func check(_ rule: Rule) {
        if case .types(let check) = rule.check { check(&self) }
    }

    /// True if the catalogue knows every name of the file, and Batch takes it.
    var hasKnownNamesOnly: Bool { unknown.isEmpty && refused.allSatisfy { $0.reason == nil } }

    var source: String { "source: EC2's DescribeInstanceTypes of \(catalogue.date)" }

    // MARK: Names

    mutating func reportRefused() {
        for (text, reason) in refused {
            guard let reason else {
                report(
                    .error, "unsupported-value", "AWS Batch takes no type of the family '\(text.shown)'",
                    "it has bare metal only, which Batch counts to no family; name a type of another family; "
                        + "source: ComputeResource.instanceTypes in the AWS Batch API reference", at: text.range)
                continue
            }
            report(
                .error, "unsupported-value", "AWS Batch takes no instances of type '\(text.shown)'",
                "the family is \(reason.rawValue), and Batch's list of types has none of those; take '\(Self.instead(text.text))' "
                    + "or another family; source: the list in AWS Batch's own refusal, 'Instance type can only be one of […]'",
                at: text.range)
        }
    }

    /// A family of today of the same architecture.
    private static func instead(_ name: String) -> String { Architecture(ofType: name) == .arm ? "m7g" : "m6i" }

    /// A family may be younger than the catalogue.
    mutating func reportUnknown() {
        var others: [ExpandedText] = []
        for (index, text) in unknown.enumerated() where Self.impossibleSize(text) == nil {
            if index < Self.mostShown {
                let what = text.text.contains(".") ? "instance type" : "instance family"
                report(
                    text, .warning, "'\(text.shown)' is not an \(what) that EC2 had on \(catalogue.date)",
                    "'plan' and 'apply' ask EC2 whether it has it now; \(source)", isSuggesting: true)
            } else {
                others.append(text)
            }
        }
        guard let first = others.first else { return }
        report(
            .warning, "unknown-instance-type",
            "\(others.count) more names of 'instance-types' are not ones that EC2 had on \(catalogue.date)",
            "'plan' and 'apply' ask EC2 whether it has them now; \(source)", at: first.range)
    }

    /// A size that EC2 never had is wrong for sure.
    mutating func reportImpossible() {
        for (index, text) in unknown.enumerated() {
            guard let size = Self.impossibleSize(text) else { continue }
            report(
                text, .error, "'\(text.shown)' is not an EC2 instance type", "EC2 has no size '\(size)'; \(source)",
                isSuggesting: index < Self.mostShown)
        }
    }

    private static func impossibleSize(_ text: ExpandedText) -> Substring? {
        let parts = text.text.split(separator: ".", maxSplits: 1)
        return parts.count == 2 && !InstanceCatalogue.isSize(parts[1]) ? parts[1] : nil
    }

    private mutating func report(
        _ text: ExpandedText, _ severity: Diagnostic.Severity, _ summary: String, _ detail: String, isSuggesting: Bool
    ) {
        let meant =
            isSuggesting ? Suggestion.nearest(to: text.text, among: catalogue.names(near: text.text)) : nil
        let whole = 0..<text.text.unicodeScalars.count
        let place = text.range(of: whole)
        diagnostics.append(
            Diagnostic(
                severity, "unknown-instance-type", summary, detail: detail, at: text.range,
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [],
                fix: text.isLiteral(whole) ? meant.map { Diagnostic.Fix(replace: place, with: $0) } : nil))
    }

    // MARK: Images

    /// Checks that the image is for the system of each type. ``RuleCheck`` checks by their names that the types go
    /// together.
    mutating func checkSystem() {
        for entry in entries where entry.architecture?.runsLinux == false {
            report(
                .error, "unsupported-value", "'instance-types' cannot have '\(entry.text.text)'",
                "it is a Mac, and AWS Batch's images are Linux for x86_64 and arm64; \(source)", at: entry.text.range)
        }
    }

    mutating func checkFirstGraviton() {
        guard !item.has("ami-id") else { return }
        for entry in entries where entry.types.first?.isFirstGraviton == true {
            report(
                .error, "unsupported-value", "'instance-types' cannot have '\(entry.text.text)'",
                "AWS Batch's image, Amazon Linux 2023, does not support A1 instances; take a newer family such as "
                    + "'m7g', or give an image of your own as 'ami-id'; source: AWS Batch API, Ec2Configuration",
                at: entry.text.range)
        }
    }

    // MARK: Disks and GPUs

    mutating func checkStorage() {
        guard let value = on("fast-storage") else { return }
        for entry in entries where entry.types.contains(where: { !$0.hasNVMe }) {
            let name = entry.text.text
            let families = InstanceCatalogue.words[name].map { $0.joined(separator: ", ") }
            var notes = [asked("fast-storage", value)]
            if let sibling = siblingWithDisks(of: name) { notes.append(Diagnostic.Note("'\(sibling)' has them")) }
            report(
                .error, "conflicting-fields", "'fast-storage' cannot go with instance type '\(name)'",
                (families.map { "it stands for \($0), which have" } ?? "it has") + " no NVMe disks; \(source)",
                at: entry.text.range, notes)
        }
    }

    /// `c6id.large` for `c6i.large`: EC2 marks instance storage with a 'd' behind the family.
    private func siblingWithDisks(of name: String) -> String? {
        let family = name.prefix { $0 != "." }
        let sibling = "\(family)d\(name.dropFirst(family.count))"
        return catalogue.expansion(of: sibling)?.allSatisfy(\.hasNVMe) == true ? sibling : nil
    }

    mutating func checkTypesOfGPU() {
        guard let value = on("gpu"), !item.has("instance-types") else { return }
        report(
            .warning, "missing-requirement", "'gpu' needs 'instance-types' with GPUs",
            "without the field no instance of the environment has any, and jobs that ask for one wait for ever; "
                + "source: Seqera's AWS Batch documentation", at: value.range)
    }

    mutating func checkGPUs() {
        guard let value = on("gpu") else { return }
        let usesImageOfBatch = !item.has("ami-id")
        // That Batch's image does not run on ARM is said already.
        let without = entries.filter { entry in
            !entry.types.contains { $0.gpus != nil } && !(usesImageOfBatch && entry.architecture == .arm)
        }
        // Where another type has GPUs, those without are for the jobs that need none.
        guard let first = without.first, without.count == entries.count, hasKnownNamesOnly else { return }
        let others = without.dropFirst().map {
            Diagnostic.Note("'\($0.text.text)' has none either", at: $0.text.range)
        }
        report(
            .error, "conflicting-fields", "instance type '\(first.text.text)' has no GPU, which 'gpu' counts on",
            "take GPU types such as 'g6' for jobs that need one; \(source)", at: first.text.range,
            [asked("gpu", value)] + others)
    }

    mutating func checkForeignGPUs() {
        guard let value = on("gpu"), !item.has("ami-id") else { return }
        for entry in entries {
            guard let type = entry.types.first(where: { $0.gpus != nil }), let gpus = type.gpus else { continue }
            guard !gpus.isNVIDIA, type.architecture != .arm else { continue }
            report(
                .error, "conflicting-fields", "'gpu' cannot go with instance type '\(entry.text.text)'",
                "its GPU is an \(gpus.name), and the image's drivers are NVIDIA's; give an image of your own as 'ami-id', "
                    + "or take another type; "
                    + "source: Ec2Configuration.imageType in the AWS Batch API reference",
                at: entry.text.range, [asked("gpu", value)])
        }
    }

    /// Compares the sizes of the instances with the numbers of the file.
    mutating func checkSizes() {
        guard let most = item.integer("max-cpus"), let value = item.values["max-cpus"], hasKnownNamesOnly,
            let smallest = entries.flatMap(\.types).map(\.vCPUs).min(), smallest > most
        else { return }
        report(
            .warning, "small-max-cpus",
            "'max-cpus: \(most)' is less than the \(smallest) vCPUs of the smallest instance type",
            "AWS Batch goes over 'max-cpus' by one instance at most, so that there is never more than one; "
                + "source: AWS Batch API, ComputeResource.maxvCpus", at: value.range)
    }

    mutating func checkSpot() {
        guard item.provisioningModel == .spot else { return }
        for entry in entries where !entry.types.contains(where: \.isSoldAsSpot) && entry.architecture?.runsLinux == true
        {
            report(
                .warning, "no-spot", "EC2 does not sell '\(entry.text.text)' as Spot Instances",
                "with 'provisioning-model: SPOT' no such instance would ever start; \(source)", at: entry.text.range)
        }
    }

    mutating func adviseOnSnapshots() { diagnostics += SnapshotAdvice(item, entries, catalogue).diagnostics }

    // MARK: Reporting

    /// Returns the diagnostics to add to those of other rules: none at a place with an error of another rule, and no
    /// advice on how to improve what cannot be done.
    func adding(to others: [Diagnostic]) -> [Diagnostic] {
        let wrong = Set(others.filter { $0.severity == .error }.compactMap(\.range))
        guard !wrong.isEmpty || diagnostics.hasErrors else { return diagnostics }
        return diagnostics.filter { one in
            one.kind != SnapshotAdvice.kind && !(one.range.map { wrong.contains($0) } ?? false)
        }
    }

    private func on(_ name: String) -> FieldValue? { item.isOn(name) ? item.values[name] : nil }

    func asked(_ name: String, _ value: FieldValue) -> Diagnostic.Note {
        Diagnostic.Note("'\(name)' is asked for here", at: value.range)
    }

    mutating func report(
        _ severity: Diagnostic.Severity, _ kind: String, _ summary: String, _ detail: String, at range: SourceRange,
        _ notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(severity, kind, summary, detail: detail, at: range, notes: notes))
    }
}

extension InstanceTypeRules.Entry {
    /// The architecture of its types; a family and a word of Batch's have one.
    var architecture: InstanceType.Architecture? { types.first?.architecture }
}
