import InstanceTypes

/// The instance types that a command line asks for, judged and in the order that they are shown in.
struct InstanceTypeSelection {
    /// The names that were given; empty for all types.
    let names: [String]
    let forSnapshots: Bool
    /// The types to show.
    private(set) var types: [Judged] = []
    /// The names that are not known.
    private(set) var unknown: [String] = []
    /// The number of types that are left out because they are not suited to snapshots at all.
    private(set) var leftOut = 0

    /// A type and how well it suits snapshots.
    struct Judged {
        let type: InstanceType
        let fitness: SnapshotFitness
    }

    init(_ names: [String], in catalogue: InstanceCatalogue, forSnapshots: Bool) {
        self.names = names
        self.forSnapshots = forSnapshots
        var seen: Set<String> = []
        for name in names {
            // A user who asks about a family that is bare metal only wants to see it, even if Batch refuses it.
            let expansion = catalogue.expansion(of: name)
            let found = expansion == [] ? catalogue.types(ofFamily: name) : expansion
            if let found { types += found.filter { seen.insert($0.name).inserted }.map(Self.judged) }
            if found == nil { unknown.append(name) }
        }
        if names.isEmpty { types = catalogue.types.map(Self.judged) }
        guard forSnapshots else { return }
        if names.isEmpty {
            let all = types.count
            types = types.filter { $0.fitness.drawbacks.isEmpty && $0.fitness.verdict != .doesNotFit }
            leftOut = all - types.count
        }
        let rank = { (judged: Judged) in
            let fitness = judged.fitness
            let verdict = SnapshotFitness.Verdict.allCases.firstIndex(of: fitness.verdict) ?? 0
            return (fitness.drawbacks.isEmpty ? 0 : 1, verdict, fitness.guaranteed.ratio)
        }
        types = types.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }

    private static func judged(_ type: InstanceType) -> Judged { Judged(type: type, fitness: SnapshotFitness(type)) }

    /// The documentation's rows that EC2's data contradict, of the types that were asked for.
    func contradictions(_ catalogue: InstanceCatalogue) -> [(name: String, text: String)] {
        let asked = Set(types.map(\.type.name))
        return DocumentedType.all.filter { names.isEmpty || asked.contains($0.name) }.compactMap { row in
            catalogue[row.name].flatMap { row.contradiction(by: $0) }.map { (row.name, $0) }
        }
    }
}
