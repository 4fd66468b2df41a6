import AWSOperations

@testable import AWSClient

/// An answer that keeps every promise of a call, made from the tables, to be spoilt.
struct PromisedAnswer {
    let call: String
    private(set) var tree = JSONTree.object([:])

    private var operation: (any Operation.Type)? { AllOperations.types.first { $0.qualifiedName == call } }

    init(_ call: String) {
        self.call = call
        for record in PromisedRecords.byCall[call] ?? [] {
            if let condition = record.condition, let value = condition.values.min() {
                set(record, condition.member, .string(value))
            }
            for member in record.members.flatMap({ $0.split(separator: "|").map(String.init) }) {
                add(record, member)
            }
        }
        for member in operation?.promisedMembers ?? [] { add(PromisedRecord(""), member) }
    }

    var wireProtocol: Service.WireProtocol {
        switch call.split(separator: ":").first {
        case "batch", "elasticfilesystem": .restJSON
        case "ec2": .ec2
        case "iam", "sts": .query
        case "s3": .restXML
        default: .json11
        }
    }

    var isXML: Bool { ![.restJSON, .json11].contains(wireProtocol) }

    /// The answer as it is on the wire.
    var body: String {
        guard isXML else { return Self.json(tree) }
        let name = call.split(separator: ":").last ?? ""
        let members = Self.xml(tree)
        return switch wireProtocol {
        case .query: "<\(name)Response><\(name)Result>\(members)</\(name)Result></\(name)Response>"
        case .ec2: "<\(name)Response>\(members)</\(name)Response>"
        default: "<\(operation?.answerElement ?? "")>\(members)</\(operation?.answerElement ?? "")>"
        }
    }

    /// Sets a member of each record at a place; nil takes it out.
    mutating func set(_ record: PromisedRecord, _ member: String, _ value: JSONTree?) {
        let steps = record.path.split(separator: ".").map(String.init)
        tree = Self.changing(tree, steps[...]) { $0[Self.name(member)] = value }
    }

    private mutating func add(_ record: PromisedRecord, _ member: String) {
        let steps = record.path.split(separator: ".").map(String.init)
        tree = Self.changing(tree, steps[...]) { members in
            if members[Self.name(member)] == nil { members[Self.name(member)] = Self.value(of: member) }
        }
    }

    /// The name of a member without the mark of a list.
    static func name(_ member: String) -> String { member.hasSuffix("[]") ? String(member.dropLast(2)) : member }

    private static func value(of member: String) -> JSONTree {
        if member.hasSuffix("[]") { return .array([]) }
        return switch ValueForm(member: member) {
        case .account: .string("123456789012")
        case .arn: .string("arn:aws:iam::123456789012:x/y")
        case .policy: .string("%7B%22Version%22%3A%222012-10-17%22%7D")
        case nil: .string("1")
        }
    }

    private static func changing(
        _ node: JSONTree, _ steps: ArraySlice<String>, _ change: (inout [String: JSONTree]) -> Void
    ) -> JSONTree {
        var members: [String: JSONTree] = [:]
        if case .object(let held) = node { members = held }
        guard let step = steps.first else {
            change(&members)
            return .object(members)
        }
        let name = name(step)
        var inner = members[name] ?? .null
        if case .array(let elements) = inner { inner = elements.first ?? .null }
        let changed = changing(inner, steps.dropFirst(), change)
        members[name] = step == name ? changed : .array([changed])
        return .object(members)
    }

    private static func json(_ node: JSONTree) -> String {
        switch node {
        case .array(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map { "\"\($0)\":\(json($1))" }.joined(separator: ",") + "}"
        case .string(let text): "\"\(text)\""
        default: "null"
        }
    }

    private static func xml(_ node: JSONTree) -> String {
        switch node {
        case .array(let elements): elements.map { "<item>\(xml($0))</item>" }.joined()
        case .object(let members): members.map { "<\($0)>\(xml($1))</\($0)>" }.joined()
        case .string(let text): text
        default: ""
        }
    }
}
