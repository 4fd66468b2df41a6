import ResourceModel

/// A question to IAM's simulation: may the caller do each of the actions on each of the resources, if the facts are true
/// of the calls?
struct RightsQuestion: Sendable, Hashable {
    /// The actions, each once.
    var actions: [String]
    /// ARNs as a policy has them, in which `*` is any text; empty for every resource.
    var resources: [String]
    /// The facts that conditions of policies test, one value for each key.
    var facts: [String: String]

    /// The resources as they are sent, with the text of the policy for each. A resource need not exist
    /// [aws-rules: The policy simulator]; that a `*` in it stands for any text is not documented, so it is a name instead.
    var patterns: [String: String] {
        Dictionary(resources.map { (Self.example(of: $0), $0) }) { first, _ in first }
    }

    /// Returns a text that a pattern matches.
    static func example(of pattern: String) -> String { pattern.replacing("*", with: "example") }

    /// The most pairs of an action and a resource in one call: as many results as a page of IAM has.
    static let mostPairs = 100
    /// The most questions about one policy. An environment needs some 30, and each further one a few more.
    static let mostQuestions = 200
    /// The region that a call is sent to, which policies of organizations often test.
    static let regionKey = "aws:RequestedRegion"

    /// Returns the questions that a policy answers with yes, and true if there are more than the most that are asked.
    ///
    /// - Parameters:
    ///   - regions: the regions of calls that name no resource.
    ///   - globalRegion: the region of calls to IAM and to the price list.
    static func all(
        of policy: AccessPolicy, regions: [String], globalRegion: String
    ) -> (questions: [RightsQuestion], isCut: Bool) {
        var scopes: [RightsQuestion: [String]] = [:]
        var order: [RightsQuestion] = []
        for question in policy.statements.flatMap({ questions(of: $0, regions, globalRegion) }) {
            let scope = RightsQuestion(actions: [], resources: question.resources, facts: question.facts)
            if scopes[scope] == nil { order.append(scope) }
            let known = scopes[scope] ?? []
            scopes[scope] = known + question.actions.filter { !known.contains($0) }
        }
        let all = order.flatMap { scope in
            RightsQuestion(actions: scopes[scope] ?? [], resources: scope.resources, facts: scope.facts).parts
        }
        return (Array(all.prefix(mostQuestions)), all.count > mostQuestions)
    }

    private static func questions(
        of statement: AccessPolicy.Statement, _ regions: [String], _ globalRegion: String
    ) -> [RightsQuestion] {
        let places =
            statement.resources.isEmpty
            ? everywhere(statement.actions, regions, globalRegion) : named(statement, regions, globalRegion)
        return places.flatMap { place in
            combinations(statement.conditions).map { facts in
                RightsQuestion(
                    actions: place.actions, resources: place.resources,
                    facts: facts.merging([regionKey: place.region]) { $1 })
            }
        }
    }

    /// Actions on resources of one region.
    private struct Place {
        let region: String
        let actions: [String]
        let resources: [String]
    }

    /// The places of actions that AWS does not limit to resources.
    private static func everywhere(_ actions: [String], _ regions: [String], _ globalRegion: String) -> [Place] {
        let global = Place(region: globalRegion, actions: actions.filter(isGlobal), resources: [])
        let regional = actions.filter { !isGlobal($0) }
        let places = [global] + regions.map { Place(region: $0, actions: regional, resources: []) }
        return places.filter { !$0.actions.isEmpty }
    }

    /// Calls to IAM and to the price list go to one region, whatever the files' regions are.
    private static func isGlobal(_ action: String) -> Bool {
        action.hasPrefix("iam:") || action.hasPrefix("pricing:")
    }

    /// The places of a statement's resources. The ARN of a bucket has no region; it is used from one of the files.
    private static func named(
        _ statement: AccessPolicy.Statement, _ regions: [String], _ globalRegion: String
    ) -> [Place] {
        let other = regions.first ?? globalRegion
        let groups = statement.resources.grouped { arn -> String in
            region(of: arn) ?? (isOfIAM(arn) ? globalRegion : other)
        }
        return groups.sorted { $0.key < $1.key }.map {
            Place(region: $0.key, actions: statement.actions, resources: $0.value)
        }
    }

    /// Returns the facts with which each value of each condition is tested once.
    private static func combinations(_ conditions: [AccessPolicy.Condition]) -> [[String: String]] {
        conditions.reduce([[:]]) { known, condition in
            let longer = known.flatMap { facts in
                condition.values.map { facts.merging([condition.key: example(of: $0)]) { $1 } }
            }
            // More are never asked; one more shows that there are.
            return Array(longer.prefix(mostQuestions + 1))
        }
    }

    /// The fields of an ARN before its resource: partition, service, region, account.
    private static func field(_ index: Int, of arn: String) -> String {
        let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return fields.count > index ? String(fields[index]) : ""
    }

    private static func region(of arn: String) -> String? {
        let region = field(3, of: arn)
        return region.isEmpty || region.contains("*") ? nil : region
    }

    private static func isOfIAM(_ arn: String) -> Bool { field(2, of: arn) == "iam" }

    /// The question in parts that are short enough for one call.
    private var parts: [RightsQuestion] {
        actions.inChunks(of: Self.mostPairs).flatMap { actions -> [RightsQuestion] in
            guard !resources.isEmpty else { return [RightsQuestion(actions: actions, resources: [], facts: facts)] }
            return resources.inChunks(of: max(1, Self.mostPairs / actions.count)).map {
                RightsQuestion(actions: actions, resources: $0, facts: facts)
            }
        }
    }
}
