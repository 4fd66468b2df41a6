/// Looks in an answer for what its records always have.
struct RecordCheck<Node: AnswerNode> {
    let answer: Node

    /// The first broken promise, as `jobQueues[0]: 'priority' is missing`; nil if all are kept.
    func firstBroken(of promises: [PromisedRecord]) -> String? {
        for promise in promises {
            let steps = promise.path.split(separator: ".").map(String.init)
            if let broken = broken(promise, in: answer, steps[...], "") { return broken }
        }
        return nil
    }

    /// Goes on to a record; what is not there promises nothing.
    private func broken(
        _ promise: PromisedRecord, in node: Node, _ steps: ArraySlice<String>, _ place: String
    ) -> String? {
        guard let step = steps.first else { return broken(promise, at: node, place) }
        let rest = steps.dropFirst()
        let isList = step.hasSuffix("[]")
        let name = Self.plain(step)
        let place = place.isEmpty ? name : "\(place).\(name)"
        guard let member = node.member(name) else { return nil }
        guard isList else { return broken(promise, in: member, rest, place) }
        for (index, element) in member.elements.enumerated() {
            if let broken = broken(promise, in: element, rest, "\(place)[\(index)]") { return broken }
        }
        return nil
    }

    private func broken(_ promise: PromisedRecord, at record: Node, _ place: String) -> String? {
        if let condition = promise.condition {
            guard let value = record.member(condition.member)?.scalar, condition.values.contains(value) else {
                return nil
            }
        }
        let prefix = place.isEmpty ? "" : "\(place): "
        for member in promise.members {
            let names = member.split(separator: "|").map(String.init)
            if let repeated = names.first(where: { record.repeats(Self.plain($0)) }) {
                return "\(prefix)'\(Self.plain(repeated))' is there twice"
            }
            let found = names.compactMap { name in held(name, in: record).map { (name, $0) } }
            guard let (name, node) = found.first else {
                let shown = names.map { "'\(Self.plain($0))'" }
                return "\(prefix)\(shown.joined(separator: " or ")) is missing"
            }
            if let text = node.scalar, let form = ValueForm(member: name), !form.fits(text) {
                return "\(prefix)'\(name)' is \(form.fault)"
            }
        }
        return nil
    }

    private func held(_ name: String, in record: Node) -> Node? {
        if name.hasSuffix("[]") { return record.member(Self.plain(name)) }
        return record.member(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The name of a member without the mark of a list.
    private static func plain(_ name: String) -> String { name.hasSuffix("[]") ? String(name.dropLast(2)) : name }
}
