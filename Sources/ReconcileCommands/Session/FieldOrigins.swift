import BatchForge
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// Finds the fields of the file that a field of AWS comes from, and where they are.
struct FieldOrigins {
    private let places: [EnvironmentKey: EnvironmentPlace]

    init(_ places: [EnvironmentPlace]) {
        self.places = Dictionary(
            places.compactMap { place in place.key.map { ($0, place) } }, uniquingKeysWith: { first, _ in first })
    }

    /// A field of the file; of one that the file leaves out the place is the environment's.
    struct Origin: Hashable {
        let field: String
        let place: FilePlace?

        /// `'max-cpus' (envs.yml:12)`
        var text: String { "'\(field)'" + (place.map { " (\($0.text))" } ?? "") }
    }

    /// The fields that the file gives for an environment.
    func definition(of key: EnvironmentKey) -> Value? { places[key]?.definition }

    /// The place of an environment.
    func place(of key: EnvironmentKey?) -> FilePlace? { key.flatMap { places[$0]?.item } }

    /// The fields that AWS's field comes from: those that the file gives, else those that it could give.
    func origins(of path: String, at address: Address) -> [Origin] {
        guard let key = address.environment, let environment = places[key], !OwnershipTags.isBookkeeping(path) else {
            return []
        }
        let given = environment.fields ?? [:]
        let possible = Self.entries.filter { $0.reaches(path, address) }
        let found = possible.filter { given[$0.field] != nil && $0.holds(given) }
        let fields = (found.isEmpty ? possible.filter { $0.reach.condition == nil } : found).map(\.field)
        return fields.uniqued().map { Origin(field: $0, place: given[$0] ?? environment.item) }
    }

    /// The fields that a planned change comes from.
    ///
    /// - Parameter others: what else is planned: what a reference leads to comes from the fields that change that.
    func origins(
        of change: Change, in resource: PlannedResource, among others: [PlannedResource]
    ) -> [Origin] {
        let paths = resource.changes.map(\.path)
        if resource.action == .replace, let form = form(of: paths, at: resource.address) { return form }
        let own = origins(of: change.path, at: resource.address)
        let led = (change.after?.references.map(\.address) ?? []).uniqued().flatMap { address in
            others.first { $0.address == address && $0.action != .create }?.changes.flatMap {
                origins(of: $0.path, at: address)
            } ?? []
        }
        let common = own.filter(led.contains)
        return common.isEmpty ? own : common
    }

    /// A field that turns the resource into another one explains all its changes.
    private func form(of paths: [String], at address: Address) -> [Origin]? {
        let given = address.environment.flatMap { places[$0]?.fields } ?? [:]
        let form = Self.entries.first { entry in
            entry.reach.isForm && given[entry.field] != nil && paths.contains { entry.reaches($0, address) }
        }
        return form.map { self.given($0.field, address.environment) }
    }

    /// The fields that a failed step comes from: those whose name in AWS the failure says, else all that were changed if
    /// they are few.
    func origins(of planned: PlannedResource, in failure: StepFailure) -> [Origin] {
        let text = failure.summary.lowercased()
        let named = planned.changes.filter { change in
            change.path.split(separator: ".").last.map { text.contains($0.lowercased()) } ?? false
        }
        let changes = !named.isEmpty ? named : planned.action == .create ? [] : planned.changes
        let found = changes.flatMap { origins(of: $0.path, at: planned.address) }.uniqued()
        return found.count > Self.mostUnnamed && named.isEmpty ? [] : found
    }

    private static let mostUnnamed = 3

    /// The fields that a refusal is about; the guards that the file itself sets are fields as well.
    func origins(of refusal: Refusal) -> [Origin] {
        switch refusal.kind {
        case .wrongAccount: return given("account-id", refusal.environment)
        case .protected where refusal.paths.isEmpty: return given("protect", refusal.environment)
        default: break
        }
        guard let address = refusal.address else { return [] }
        if let form = form(of: refusal.paths, at: address) { return form }
        let strategy = refusal.isBlueGreen ? given("update-strategy", refusal.environment) : []
        return (refusal.paths.flatMap { origins(of: $0, at: address) } + strategy).uniqued()
    }

    private func given(_ field: String, _ key: EnvironmentKey?) -> [Origin] {
        guard let key, let place = places[key]?.fields?[field] else { return [] }
        return [Origin(field: field, place: place)]
    }

    /// One thing in AWS that a field of the file reaches.
    private struct Entry {
        let field: String
        let reach: FieldEffect.Reach

        func reaches(_ other: String, _ address: Address) -> Bool {
            let path = reach.path
            return reach.kind == address.kind && reach.parts.contains(address.part)
                && (other == path || other.hasPrefix(path + ".") || path.hasPrefix(other + "."))
        }

        func holds(_ given: [String: FilePlace]) -> Bool {
            switch reach.condition {
            case nil: true
            case .with(let fields): fields.contains { given[$0] != nil }
            case .without(let field): given[field] == nil
            }
        }
    }

    private static let entries: [Entry] =
        (FieldCatalogue.environment.fields + FieldCatalogue.settings.fields).flatMap { field in
            field.effect(in: .forge)?.reaches.map { Entry(field: field.name, reach: $0) } ?? []
        }
}

extension Refusal {
    /// True if 'update-strategy' is the reason.
    fileprivate var isBlueGreen: Bool {
        switch fact {
        case .blueGreenRefused, .protected(.blueGreen): true
        default: false
        }
    }
}

extension Sequence where Element: Hashable {
    /// The elements in their order, each once.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
