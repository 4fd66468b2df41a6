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
        if case .types(let check) = rule.check { check(&self, rule) }
    }

    /// True if the catalogue knows every name of the file, and Batch takes it.
    var hasKnownNamesOnly: Bool { unknown.isEmpty && refused.allSatisfy { $0.reason == nil } }

    // MARK: Names

    mutating func reportRefused(_ rule: Rule) {
        for case (let text, let reason?) in refused {
            report(
                rule, "AWS Batch takes no instances of type '\(text.shown)'",
                because: "the family is \(reason.rawValue), and Batch's list of types has none of those; "
                    + "take '\(Self.instead(text.text))' or another family", at: text.range)
        }
    }

    mutating func reportBareMetal(_ rule: Rule) {
        for case (let text, nil) in refused {
            report(
                rule, "AWS Batch takes no type of the family '\(text.shown)'",
                because: "it has bare metal only, which Batch counts to no family; name a type of another family",
                at: text.range)
        }
    }

    /// A family of today of the same architecture.
    private static func instead(_ name: String) -> String { Architecture(ofType: name) == .arm ? "m7g" : "m6i" }

    /// A family may be younger than the catalogue.
    mutating func reportUnknown(_ rule: Rule) {
        var others: [ExpandedText] = []
        for (index, text) in unknown.enumerated() where Self.impossibleSize(text) == nil {
            if index < Self.mostShown {
                let what = text.text.contains(".") ? "instance type" : "instance family"
                report(
                    rule, text, "'\(text.shown)' is not an \(what) that EC2 had on \(catalogue.date)",
                    isSuggesting: true)
            } else {
                others.append(text)
            }
        }
        guard let first = others.first else { return }
        report(
            rule, "\(others.count) more names of 'instance-types' are not ones that EC2 had on \(catalogue.date)",
            because: "'plan' and 'apply' ask EC2 whether it has them now", at: first.range)
    }

    /// A size that EC2 never had is wrong for sure.
    mutating func reportImpossible(_ rule: Rule) {
        for (index, text) in unknown.enumerated() {
            guard let size = Self.impossibleSize(text) else { continue }
            report(
                rule, text, "'\(text.shown)' is not an EC2 instance type", because: "EC2 has no size '\(size)'",
                isSuggesting: index < Self.mostShown)
        }
    }

    private static func impossibleSize(_ text: ExpandedText) -> Substring? {
        let parts = text.text.split(separator: ".", maxSplits: 1)
        return parts.count == 2 && !InstanceCatalogue.isSize(parts[1]) ? parts[1] : nil
    }

    private mutating func report(
        _ rule: Rule, _ text: ExpandedText, _ summary: String, because reason: String? = nil, isSuggesting: Bool
    ) {
        let meant =
            isSuggesting ? Suggestion.nearest(to: text.text, among: catalogue.names(near: text.text)) : nil
        let whole = 0..<text.text.unicodeScalars.count
        let place = text.range(of: whole)
        diagnostics.append(
            rule.diagnostic(
                summary, because: reason, at: text.range,
                meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [],
                fix: text.isLiteral(whole) ? meant.map { Diagnostic.Fix(replace: place, with: $0) } : nil))
    }

    // MARK: Images

    /// Checks that the image is for the system of each type. ``RuleCheck`` checks by their names that the types go
    /// together.
    mutating func checkSystem(_ rule: Rule) {
        for entry in entries where entry.architecture?.runsLinux == false {
            report(
                rule, "'instance-types' cannot have '\(entry.text.text)'",
                because: "it is a Mac, and AWS Batch's images are Linux for x86_64 and arm64", at: entry.text.range)
        }
    }

    mutating func checkFirstGraviton(_ rule: Rule) {
        guard item.hasImageOfAWS else { return }
        for entry in entries where entry.types.first?.isFirstGraviton == true {
            report(rule, "'instance-types' cannot have '\(entry.text.text)'", at: entry.text.range)
        }
    }

    // MARK: Disks and GPUs

    mutating func checkStorage(_ rule: Rule) {
        guard let value = on("fast-storage") else { return }
        for entry in entries where entry.types.contains(where: { !$0.hasNVMe }) {
            let name = entry.text.text
            let families = InstanceCatalogue.words[name].map { $0.joined(separator: ", ") }
            var notes = [asked("fast-storage", value)]
            if let sibling = siblingWithDisks(of: name) { notes.append(Diagnostic.Note("'\(sibling)' has them")) }
            report(
                rule, "'fast-storage' cannot go with instance type '\(name)'",
                because: (families.map { "it stands for \($0), which have" } ?? "it has") + " no NVMe disks",
                at: entry.text.range, notes)
        }
    }

    /// `c6id.large` for `c6i.large`: EC2 marks instance storage with a 'd' behind the family.
    private func siblingWithDisks(of name: String) -> String? {
        let family = name.prefix { $0 != "." }
        let sibling = "\(family)d\(name.dropFirst(family.count))"
        return catalogue.expansion(of: sibling)?.allSatisfy(\.hasNVMe) == true ? sibling : nil
    }

    mutating func checkTypesOfGPU(_ rule: Rule) {
        guard let value = on("gpu"), !item.has("instance-types") else { return }
        report(rule, rule.text, at: value.range)
    }

    mutating func checkGPUs(_ rule: Rule) {
        guard let value = on("gpu") else { return }
        let usesImageOfBatch = item.hasImageOfAWS
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
            rule, "instance type '\(first.text.text)' has no GPU, which 'gpu' counts on", at: first.text.range,
            [asked("gpu", value)] + others)
    }

    mutating func checkForeignGPUs(_ rule: Rule) {
        guard let value = on("gpu"), item.hasImageOfAWS else { return }
        for entry in entries {
            guard let type = entry.types.first(where: { $0.gpus != nil }), let gpus = type.gpus else { continue }
            guard !gpus.isNVIDIA, type.architecture != .arm else { continue }
            report(
                rule, "'gpu' cannot go with instance type '\(entry.text.text)'",
                because:
                    "its GPU is an \(gpus.name), and the image's drivers are NVIDIA's; give an image of your own as "
                    + "'ami-id', or take another type", at: entry.text.range, [asked("gpu", value)])
        }
    }

    /// Compares the sizes of the instances with the numbers of the file.
    mutating func checkSizes(_ rule: Rule) {
        guard let most = item.integer("max-cpus"), let value = item.values["max-cpus"], hasKnownNamesOnly,
            let smallest = entries.flatMap(\.types).map(\.vCPUs).min(), smallest > most
        else { return }
        report(
            rule, "'max-cpus: \(most)' is less than the \(smallest) vCPUs of the smallest instance type",
            at: value.range)
    }

    mutating func checkSpot(_ rule: Rule) {
        guard item.provisioningModel == .spot else { return }
        for entry in entries where !entry.types.contains(where: \.isSoldAsSpot) && entry.architecture?.runsLinux == true
        {
            report(
                rule, "EC2 does not sell '\(entry.text.text)' as Spot Instances", at: entry.text.range)
        }
    }

    mutating func adviseOnSnapshots(_ rule: Rule) {
        diagnostics += SnapshotAdvice(item, entries, catalogue).diagnostics
    }

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

    /// Reports a violation that code found.
    mutating func report(
        _ rule: Rule, _ summary: String, because reason: String? = nil, at range: SourceRange,
        _ notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(rule.diagnostic(summary, because: reason, at: range, notes))
    }
}

extension InstanceTypeRules.Entry {
    /// The architecture of its types; a family and a word of Batch's have one.
    var architecture: InstanceType.Architecture? { types.first?.architecture }
}
