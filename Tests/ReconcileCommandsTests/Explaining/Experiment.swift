import ManifestLoading
import Testing

/// One field with two values in a file that is otherwise the same.
struct Experiment: Sendable {
    /// The field, of the `reconcile:` map with the map's name before it.
    let field: String
    /// The two values as the file has them; nil leaves the field out.
    let values: [String?]
    /// The other fields of the file; nil leaves out a field that every file has.
    var companions: [String: String?] = [:]
    /// The fields that go with one value only, if the two values cannot have the same companions.
    var alone: [[String: String?]] = [[:], [:]]
    var mode = ConfigurationMode.forge

    init(_ field: String, _ before: String?, _ after: String?, with companions: [String: String?] = [:]) {
        self.field = field
        values = [before, after]
        self.companions = companions
    }

    /// In `config-mode: manual`.
    static func manual(_ field: String, _ before: String?, _ after: String?) -> Experiment {
        var experiment = Experiment(field, before, after)
        experiment.mode = .manual
        return experiment
    }

    /// The same in the company of another experiment's field with its last value; what both say is said as here.
    func joined(by other: Experiment) -> Experiment {
        var joined = self
        joined.companions = other.companions.merging(other.alone[1]) { $1 }
            .merging([other.field: other.values[1]]) { $1 }.merging(companions) { $1 }
        return joined
    }

    /// The same with a fallback environment if the file may have one, so that all compute environments are there to see.
    var withEveryPart: Experiment {
        let fallback = "reconcile.fallback"
        let isOnSpot = mode == .forge && !values.indices.contains { fields($0)["provisioning-model"] == "EC2" }
        guard isOnSpot, field != fallback else { return self }
        var whole = self
        whole.companions[fallback] = .some("on-demand")
        return whole
    }

    /// The file with each value.
    var texts: [String] { values.indices.map(text) }

    /// True if the file, with either value, gives a field and not as `False`.
    func has(_ field: String) -> Bool {
        values.indices.contains { (fields($0)[field] ?? nil).map { $0 != "False" } ?? false }
    }

    private func fields(_ index: Int) -> [String: String?] {
        var fields = Self.basis[mode] ?? [:]
        fields.merge(companions) { $1 }
        fields.merge(alone[index]) { $1 }
        fields[field] = .some(values[index])
        return fields
    }

    private func text(_ index: Int) -> String {
        let fields = fields(index)
        let prefix = "reconcile."
        let lines = fields.sorted { $0.key < $1.key }.compactMap { name, value in
            name.hasPrefix(prefix) ? nil : value.map { "    \(name): \($0)\n" }
        }
        let settings = fields.sorted { $0.key < $1.key }.compactMap { name, value in
            name.hasPrefix(prefix) ? value.map { "      \(name.dropFirst(prefix.count)): \($0)\n" } : nil
        }
        let map = settings.isEmpty ? "" : "    reconcile:\n" + settings.joined()
        return "compute-envs:\n  -\n" + lines.joined() + map
    }

    /// The fields that every file has.
    private static let basis: [ConfigurationMode: [String: String?]] = [
        .forge: [
            "type": "aws-batch", "config-mode": "forge", "name": "one", "region": "eu-west-1", "work-dir": "s3://work",
            "max-cpus": "64", "wait": "AVAILABLE",
        ],
        .manual: [
            "type": "aws-batch", "config-mode": "manual", "name": "one", "region": "eu-west-1",
            "work-dir": "s3://work", "head-queue": "head-a", "compute-queue": "work-a",
        ],
    ]
}

extension Experiment: CustomTestStringConvertible {
    var testDescription: String { "\(field): \(values.map { $0 ?? "-" }.joined(separator: " → "))" }
}
