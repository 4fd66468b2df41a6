public import ResourceModel

/// Something that a user should know before a plan is carried out, as a fact: views make the sentence.
public enum Warning: Sendable, Hashable, Codable {
    /// A resource is INVALID, with AWS's reason.
    case invalid(name: String, statusReason: String?)
    /// A resource has a status that this version does not know.
    case unknownStatus(name: String, status: String, UnknownStatus)
    /// AWS is at work on an earlier change of a resource; true if apply waits for that.
    case underWay(name: String, status: String, isAwaited: Bool)
    /// A resource is being deleted, and is created again after that.
    case deleting(name: String)
    /// Resources of an earlier form of the file stay.
    case obsolete(names: [String], ObsoleteStay)
    /// A resource that holds data is deleted.
    case deletesData(ResourceKind, name: String, id: String)
    /// A resource under an environment's name is not owned and stays.
    case unowned(ResourceKind, name: String)
    /// An environment stays because its file says to retain it; true if only its tags still say so.
    case retained(isPruned: Bool)
    /// Parts of an environment do not exist, and adoption does not create them.
    case notCreated(parts: [String])
    /// More vCPUs are in use than a new maximum allows, which AWS takes only later.
    case overCapacity(name: String, inUse: Int, limit: Int, minimum: Int?)
    /// A resource has had as many versions as AWS keeps.
    case manyVersions(name: String, versions: Int, most: Int)
    /// Fields that the file leaves open were changed outside of it and are kept; a change of the resource records them.
    case choiceKept(name: String, paths: [String])
    /// The cost of an environment that stays as it is was not compared with the file's limit, because it is not known.
    case costUnchecked(UnknownCost)

    /// The result of a status that is not known.
    public enum UnknownStatus: String, Sendable, Hashable, Codable {
        /// Nothing is changed because of it.
        case ignored
        /// A change waits for a known status.
        case changeWaits
        /// The deletion waits for a known status.
        case deletionWaits
    }

    /// The reason why obsolete resources stay.
    public enum ObsoleteStay: String, Sendable, Hashable, Codable {
        /// The command does not prune.
        case untilPruned
        /// The file says so.
        case fileSays
    }

    /// The name in AWS of the one resource that it is about.
    public var resourceName: String? {
        switch self {
        case .invalid(let name, _), .unknownStatus(let name, _, _), .underWay(let name, _, _), .deleting(let name),
            .deletesData(_, let name, _), .unowned(_, let name), .overCapacity(let name, _, _, _),
            .manyVersions(let name, _, _), .choiceKept(let name, _):
            name
        case .obsolete, .retained, .notCreated, .costUnchecked: nil
        }
    }

    /// The name in JSON.
    public var kind: String {
        switch self {
        case .invalid: "invalid"
        case .unknownStatus: "unknown-status"
        case .underWay: "under-way"
        case .deleting: "deleting"
        case .obsolete: "obsolete"
        case .deletesData: "deletes-data"
        case .unowned: "unowned"
        case .retained: "retained"
        case .notCreated: "not-created"
        case .overCapacity: "over-capacity"
        case .manyVersions: "many-versions"
        case .choiceKept: "kept-choice"
        case .costUnchecked: "cost-unchecked"
        }
    }
}
