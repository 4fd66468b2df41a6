/// The reason for the action on a resource, as a fact: views make the sentence.
public enum Reason: Sendable, Hashable, Codable {
    /// It is as the file wants it.
    case matches
    /// It does not exist yet.
    case missing
    /// AWS is still deleting the resource of this name, and then it is created.
    case namesakeDeleting(name: String)
    /// The account has no role that this service is linked to.
    case unlinkedService(name: String)
    /// It exists and is used as it is.
    case usedAsIs
    /// It exists, and the file says to leave it as it is.
    case leftAsIs
    /// A field differs, and AWS changes it in place.
    case differs(path: String)
    /// A refresh was asked for; true if AWS says that there is a newer image, false if it says nothing.
    case imageRefresh(isKnown: Bool)
    /// Fields differ that AWS cannot change in place.
    case fixedFields(paths: [String])
    /// Fields differ that AWS changes in place by replacing instances, and the file wants a new compute environment for
    /// that.
    case blueGreen(paths: [String])
    /// Fields differ that AWS changes in place by replacing instances, which could end jobs; false if it is not known that
    /// any run.
    case jobsRun(paths: [String], isCertain: Bool)
    /// It is INVALID; an update with this effect may repair it.
    case invalid(repair: String)
    /// It is INVALID, and no update repairs it.
    case incurable(statusReason: String)
    /// An earlier run began to create it, and AWS is not done.
    case stillCreating
    /// An earlier run began to update it, and AWS is not done.
    case stillUpdating
    /// The environment has other parts than at the last apply, which its tags record.
    case otherParts
    /// Fields that the file leaves open were changed outside of the file and are kept: they count as applied from now on.
    case choiceKept(paths: [String])
    /// An earlier form of the file had it.
    case obsolete
    /// An `apply --verify` made it and was killed, or still runs.
    case leftByVerification
    /// A replacement that did not finish left it.
    case leftover
    /// No given file defines its environment.
    case undefined
    /// Its environment is to be destroyed.
    case destroyed
    /// It was restored only for a deletion, and that is done.
    case temporary
    /// It exists without our tags.
    case untagged
    /// It is owned already.
    case owned
    /// It is not owned, so nothing is done to it.
    case unowned(Refusal.Unowned)
    /// Fields have other values than at the last apply, and the file did not change them.
    case changedOutside(paths: [String])
    /// It was deleted, and the file did not ask for that.
    case deletedOutside
    /// The tags that mark it as owned were removed.
    case disowned
    /// The file names it, and it does not exist.
    case missingReference

    /// The name in JSON.
    public var kind: String {
        switch self {
        case .matches: "matches"
        case .missing: "missing"
        case .namesakeDeleting: "namesake-deleting"
        case .unlinkedService: "unlinked-service"
        case .usedAsIs: "used-as-is"
        case .leftAsIs: "left-as-is"
        case .differs: "differs"
        case .imageRefresh: "image-refresh"
        case .fixedFields: "fixed-fields"
        case .blueGreen: "blue-green"
        case .jobsRun: "jobs-run"
        case .invalid: "invalid"
        case .incurable: "incurable"
        case .stillCreating: "still-creating"
        case .stillUpdating: "still-updating"
        case .otherParts: "other-parts"
        case .choiceKept: "choice-kept"
        case .obsolete: "obsolete"
        case .leftByVerification: "left-by-verification"
        case .leftover: "leftover"
        case .undefined: "undefined"
        case .destroyed: "destroyed"
        case .temporary: "temporary"
        case .untagged: "untagged"
        case .owned: "owned"
        case .unowned: "unowned"
        case .changedOutside: "changed-outside"
        case .deletedOutside: "deleted-outside"
        case .disowned: "disowned"
        case .missingReference: "missing-reference"
        }
    }
}
