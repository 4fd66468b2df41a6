import Diagnostics
import Kinds
import ManifestLoading
import Planning
import ResourceModel

/// Checks what files name and reconcile does not make against what was found of it, before anything is made.
struct ReferenceCheck {
    let intent: PlanRequest
    let observation: Observation
    let plan: Plan
    /// Seconds since 1970, for the ages of images; nil if they are not shown.
    var now: Double?

    /// Reports what is wrong, each at its value, and what could not be checked.
    ///
    /// - Parameter definitions: the environments of the intent in their order; empty for a saved plan, which has no places.
    func diagnostics(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        // An anchor has several environments name the same value.
        var seen: Set<Diagnostic> = []
        return results(definitions).flatMap(\.diagnostics).filter { seen.insert($0).inserted }
            + keptChoices(definitions) + keptImages + notesOnUnread
    }

    /// Returns the results of all checks, each with its subject.
    func results(_ definitions: [EnvironmentDefinition]) -> [CheckResult] {
        var found: [CheckResult] = []
        let queues = QueueCheck(intent: intent, observation: observation)
        for (index, request) in intent.environments.enumerated() where index < plan.environments.count {
            let places = ReferencePlaces(request, index < definitions.count ? definitions[index] : nil)
            let planned = plan.environments[index]
            if request.resources.contains(where: { $0.address.kind == .externalJobQueue }) {
                found.append(CheckResult("queues of '\(places.name)'", queues.diagnostics(request, places)))
            }
            let isUnread = observation.unread.contains { $0.kind == .network && $0.region == request.key.region }
            found += request.resources.filter { $0.address.kind == .network }.map { network in
                let check = NetworkCheck(
                    network: network, observation: observation, planned: planned, places: places)
                return CheckResult("network of '\(places.name)'", check.diagnostics, isUnread: isUnread)
            }
        }
        for (index, request) in intent.environments.enumerated() where index < plan.environments.count {
            let places = ReferencePlaces(request, index < definitions.count ? definitions[index] : nil)
            found +=
                ExistenceCheck(
                    observation: observation, request: request, planned: plan.environments[index], places: places
                ).results
            found +=
                SurroundingsCheck(
                    observation: observation, request: request, planned: plan.environments[index], places: places
                ).results
            if request.resources.contains(where: { [.elasticFileSystem, .lustreFileSystem].contains($0.address.kind) })
            {
                let network = observation.networks[request.key.region]
                let made = MadeFileSystemCheck(planned: plan.environments[index], network: network, places: places)
                found.append(
                    CheckResult(
                        "file systems of '\(places.name)'", made.diagnostics, isUnread: network?.groups == nil))
            }
        }
        return found
    }

    /// The choices that environments keep although new ones would get something else; reported once for all of them.
    private func keptChoices(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        struct Difference: Hashable {
            let region: String
            let path: String
            let kept: [String]
            let current: [String]
        }
        var keepers: [Difference: [String]] = [:]
        for environment in plan.environments {
            for choice in environment.keptChoices where choice.parameter == nil {
                let difference = Difference(
                    region: environment.key.region, path: choice.path, kept: choice.kept.sorted(),
                    current: choice.current.sorted())
                if keepers[difference]?.last != environment.key.owner {
                    keepers[difference, default: []].append(environment.key.owner)
                }
            }
        }
        let sorted = keepers.sorted { ($0.value[0], $0.key.path) < ($1.value[0], $1.key.path) }
        return sorted.map { difference, names in
            let what = difference.path.hasSuffix("subnets") ? "subnets" : "security groups"
            let new = Set(difference.current).subtracting(difference.kept).sorted().map { "+\($0)" }
            let old = Set(difference.kept).subtracting(difference.current).sorted().map { "-\($0)" }
            let shown = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
            let more = names.count > 3 ? " and \(names.count - 3) more" : ""
            return Diagnostic(
                .note, "kept-choice",
                "\(shown)\(more) \(names.count == 1 ? "keeps its" : "keep their") \(what); a new environment would get "
                    + "others: \((new + old).joined(separator: ", "))",
                detail: "'--refresh network' takes them over")
        }
    }

    /// The images that environments keep although a refresh would take others.
    private var keptImages: [Diagnostic] {
        KeptImages(plan: plan, observation: observation, now: now).diagnostics
    }

    private static let withoutImage =
        "; the boot disk is mapped to the root device that the launch template has already, or to /dev/xvda"

    /// The reads that failed: one note for each action and region, and one for all that no file asks for.
    private var notesOnUnread: [Diagnostic] {
        func isOnlyAdvice(_ unread: UnreadReference) -> Bool { Kinds.catalog[unread.kind].lifecycle.isOnlyAdvice }
        let advice = observation.unread.filter { isOnlyAdvice($0) && $0.kind != .price }
        return observation.unread.filter { !isOnlyAdvice($0) }.map(Self.note) + Self.note(onAdvice: advice)
            + Self.note(onPrices: observation.unread.filter { $0.kind == .price })
    }

    private static func note(onPrices unread: [UnreadReference]) -> [Diagnostic] {
        let needed = unread.filter(\.isNeeded)
        let shown = needed.isEmpty ? unread : needed
        guard let first = shown.first else { return [] }
        let regions = Set(shown.map(\.region)).sorted().joined(separator: ", ")
        let actions = Set(unread.filter(\.isRefused).map(\.action)).sorted().joined(separator: ", ")
        if needed.isEmpty {
            return [
                Diagnostic(
                    .note, "not-read", "Spot prices in \(regions) are not known: \(first.reason)",
                    detail: "costs are shown with Spot Instances at the most that they may cost"
                        + (first.isRefused ? "; grant \(actions), and plan shows them at the prices now" : ""))
            ]
        }
        let problem = first.isRefused ? first.reason : UnknownCost.silence(first.reason)
        let remedy = first.isRefused ? "grant \(actions)" : UnknownCost.wayToList
        return [
            Diagnostic(
                .note, "not-read", "prices in \(regions) are not known: \(problem)",
                detail: "\(remedy), and plan shows what environments may cost")
        ]
    }

    private static func note(onAdvice unread: [UnreadReference]) -> [Diagnostic] {
        guard let first = unread.first else { return [] }
        func listed(_ texts: [String]) -> String { Set(texts).sorted().joined(separator: ", ") }
        return [
            Diagnostic(
                .note, "not-read",
                "\(listed(unread.map(\.kind.plural))) in \(listed(unread.map(\.region))) are not checked: \(first.reason)",
                detail: "grant \(listed(unread.map(\.action))), and plan warns before jobs cannot start")
        ]
    }

    private static func note(_ unread: UnreadReference) -> Diagnostic {
        Diagnostic(
            .note, "not-read",
            "\(unread.kind.plural) that the files name in \(unread.region) are not checked: \(unread.reason)",
            detail: "grant \(unread.action), and plan checks them before anything is made"
                + (unread.kind == .image ? Self.withoutImage : ""))
    }
}

/// The places of an environment's values in its file.
struct ReferencePlaces {
    /// The environment.
    let name: String
    /// The whole of it; nil if its file is not at hand.
    let whole: SourceRange?
    private let ranges: [String: SourceRange]

    init(_ request: EnvironmentRequest, _ definition: EnvironmentDefinition?) {
        name = request.key.name
        ranges = definition?.valueRanges ?? [:]
        whole = ranges["name"] ?? definition?.range
    }

    /// The place at which something is named.
    subscript(resource: Resource) -> SourceRange? {
        let field = resource.properties["field"]?.string ?? ""
        let name = resource.name
        // The items of a list of buckets can have a folder behind the name.
        let item =
            field != "allow-buckets"
            ? nil
            : ranges.first { key, _ in
                guard key.hasPrefix("allow-buckets.") else { return false }
                let text = key.dropFirst("allow-buckets.".count)
                let location = text.hasPrefix("s3://") ? text.dropFirst(5) : text
                return location.prefix { $0 != "/" } == name
            }?.value
        return item ?? self[field, item: name]
    }

    /// True if the file has a field.
    func has(_ field: String) -> Bool { ranges[field] != nil }

    /// The place of a field, or of one of its items.
    subscript(field: String, item item: String? = nil) -> SourceRange? {
        item.flatMap { ranges["\(field).\($0)"] } ?? ranges[field] ?? whole
    }
}

extension ResourceKind {
    /// The usual word for one of them.
    var title: String {
        switch self {
        case .elasticFileSystem: "EFS file system"
        case .lustreFileSystem: "FSx file system"
        default: noun
        }
    }

    /// The usual word for several of them.
    var plural: String {
        switch self {
        case .network: "VPCs, subnets and security groups"
        case .image: "AMIs"
        case .imageParameter: "SSM parameters"
        case .keyPair: "key pairs"
        case .namedElasticFileSystem: "EFS file systems"
        case .namedLustreFileSystem: "FSx file systems"
        case .namedRole: "roles"
        case .namedPolicy: "managed policies"
        case .namedSchedulingPolicy: "scheduling policies"
        case .encryptionKey: "keys of KMS"
        case .connectivity: "ways out of subnets"
        case .vCPUQuota: "quotas of vCPUs"
        case .typeOffering: "zones of instance types"
        case .price: "prices"
        default: "\(rawValue)s"
        }
    }
}
