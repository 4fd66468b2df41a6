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

        /// A field that the file may have given at the last apply, and does not give now.
        static let removed = Origin(field: "", place: nil)

        var isRemoved: Bool { self == .removed }

        /// `'max-cpus' (envs.yml:12)`
        var text: String {
            isRemoved ? "a field that was taken out" : "'\(field)'" + (place.map { " (\($0.text))" } ?? "")
        }
    }

    /// The fields that the file gives for an environment.
    func definition(of key: EnvironmentKey) -> Value? { places[key]?.definition }

    /// The place of an environment.
    func place(of key: EnvironmentKey?) -> FilePlace? { key.flatMap { places[$0]?.item } }

    /// The fields that AWS's field comes from: those that the file gives, else those that it could give.
    ///
    /// - Parameter named: the only fields that come into question, if that is known.
    func origins(of path: String, at address: Address, among named: Set<String>? = nil) -> [Origin] {
        guard let key = address.environment, let environment = places[key], !OwnershipTags.isBookkeeping(path) else {
            return []
        }
        let given = environment.fields ?? [:]
        let possible = Self.entries.filter { $0.reaches(path, address) && named?.contains($0.field) != false }
        let found = possible.filter { given[$0.field] != nil && $0.holds(given) }
        let fields = (found.isEmpty ? possible.filter { $0.reach.condition == nil } : found).map(\.field)
        return fields.uniqued().map { Origin(field: $0, place: given[$0] ?? environment.item) }
    }

    /// The fields that a change of AWS's field can come from: if the file gives only some of those that reach it, another
    /// one may have been removed.
    private func candidates(of path: String, at address: Address, among named: Set<String>? = nil) -> [Origin] {
        let found = origins(of: path, at: address, among: named)
        let given = address.environment.flatMap { places[$0]?.fields } ?? [:]
        guard found.contains(where: { given[$0.field] != nil }) else { return found }
        let isPartlyGiven = Self.entries.contains { entry in
            given[entry.field] == nil && named?.contains(entry.field) != false && entry.reaches(path, address)
                && entry.holds(given)
        }
        return isPartlyGiven ? found + [.removed] : found
    }

    /// The fields that a planned change comes from; with ``Origin/removed`` if it can also be one that the file lost.
    ///
    /// - Parameter others: what else is planned: what a reference leads to comes from the fields that change that.
    func origins(
        of change: Change, in resource: PlannedResource, among others: [PlannedResource]
    ) -> [Origin] {
        let paths = resource.changes.map(\.path)
        if resource.action == .replace, let form = form(of: paths, at: resource.address) { return form }
        if isFollowing(change, among: others) { return [] }
        let contents = ChangeContents(change, workDirectory: workDirectory(of: resource.address))
        let isNew = resource.action == .create
        let own =
            isNew
            ? origins(of: change.path, at: resource.address, among: contents.fields)
            : candidates(of: change.path, at: resource.address, among: contents.fields)
        let led = (change.after?.references.map(\.address) ?? []).uniqued().flatMap { address in
            others.first { $0.address == address && $0.action != .create }?.changes.flatMap {
                candidates(of: $0.path, at: address)
            } ?? []
        }
        let common = own.filter(led.contains)
        guard common.allSatisfy(\.isRemoved) else { return common }
        guard own.count > 1 else { return own }
        let certain = own.filter(sole(among: others, except: change).contains)
        return certain.isEmpty ? own : certain
    }

    /// True if a change only names the successors of resources that are replaced.
    private func isFollowing(_ change: Change, among others: [PlannedResource]) -> Bool {
        let replaced = Set(others.filter { $0.action == .replace }.map(\.address))
        return change.after.map { $0.onlyFollows(change.before, replaced) } ?? false
    }

    private func workDirectory(of address: Address) -> String? {
        address.environment.flatMap { places[$0]?.definition }?["work-dir"]?.string
    }

    /// The fields that were certainly edited: each is the only one from which some other change can come.
    private func sole(among others: [PlannedResource], except change: Change) -> Set<Origin> {
        Set(
            others.filter { $0.action != .create }.flatMap { other in
                other.changes.filter { $0 != change }.compactMap { change in
                    let found = candidates(of: change.path, at: other.address)
                    return found.count == 1 ? found[0] : nil
                }
            })
    }

    /// The place in the file of a resource's changes: the first field that alone is behind one of them, else the
    /// environment.
    func place(of resource: PlannedResource) -> FilePlace? {
        let found = resource.changes.lazy.map { change in
            origins(of: change, in: resource, among: []).filter { !$0.isRemoved }
        }
        return found.first { $0.count == 1 }?.first?.place ?? place(of: resource.address.environment)
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
        case .costLimit: return given("max-hourly-cost", refusal.environment)
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

extension Value {
    /// True if it is another value, but for references to some resources.
    fileprivate func onlyFollows(_ before: Value?, _ addresses: Set<Address>) -> Bool {
        guard !references.isEmpty, let before else { return false }
        return isSame(as: before, but: addresses)
    }

    private func isSame(as other: Value, but addresses: Set<Address>) -> Bool {
        switch (self, other) {
        case (.reference(let reference), _): addresses.contains(reference.address)
        case (.list(let new), .list(let old)):
            new.count == old.count && zip(new, old).allSatisfy { $0.isSame(as: $1, but: addresses) }
        case (.map(let new), .map(let old)):
            new.keys == old.keys
                && new.allSatisfy { key, value in old[key].map { value.isSame(as: $0, but: addresses) } ?? false }
        default: self == other
        }
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
