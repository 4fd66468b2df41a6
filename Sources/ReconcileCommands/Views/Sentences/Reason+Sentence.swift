import Planning
import ResourceModel

extension Reason {
    /// The reason in words; empty for a resource that is as the file wants it.
    var sentence: String {
        switch self {
        case .matches: ""
        case .missing: "it does not exist yet"
        case .namesakeDeleting(let name): "AWS is deleting \(name)"
        case .unlinkedService(let name): "the account has no role that \(name) is linked to"
        case .usedAsIs: "it exists already and is used as it is"
        case .leftAsIs: "left as it is: on_exists is 'ignore'"
        case .differs(let path): "\(path) differs"
        case .imageRefresh(true): "AWS Batch has a newer image"
        case .imageRefresh(false): "AWS Batch does not say if it has a newer image"
        case .fixedFields(let paths): "AWS cannot change \(paths.joined(separator: ", ")) in place"
        case .blueGreen(let paths):
            "changing \(paths.joined(separator: ", ")) replaces instances, and 'update-strategy' is 'blue-green'"
        case .jobsRun(let paths, let isCertain):
            "jobs \(isCertain ? "" : "may ")run that changing \(paths.joined(separator: ", ")) in place could end, and "
                + "'update-strategy' is 'auto'"
        case .invalid(let repair): repair
        case .incurable: "it is INVALID, and no update repairs it"
        case .stillCreating: "AWS is still creating it"
        case .stillUpdating: "AWS is still updating it"
        case .otherParts: "the environment has other parts than at the last apply"
        case .choiceKept(let paths):
            "\(paths.joined(separator: ", ")) changed outside the file and is kept: it counts as applied from now on"
        case .obsolete: "left from an earlier form of the file"
        case .leftByVerification: "made by an 'apply --verify' that was killed or still runs"
        case .leftover: "left over from a replacement"
        case .undefined: "no given file defines it"
        case .destroyed: "its environment is destroyed"
        case .temporary: "it was restored only until Batch has deleted a compute environment"
        case .untagged: "it exists and has no tags of reconcile"
        case .owned: "it is owned already"
        case .unowned(let unowned): "refused: it \(unowned.words)"
        case .changedOutside(let paths): "\(paths.joined(separator: ", ")) changed outside the file"
        case .deletedOutside: "deleted outside the file"
        case .disowned: "its ownership tags were removed"
        case .missingReference: "the file names it, and it does not exist"
        }
    }
}

extension Refusal.Unowned {
    /// The reason as the end of a sentence about the resource.
    var words: String {
        switch self {
        case .other(let owner, _): "belongs to '\(owner)'"
        case .untagged: "exists and has no tags of reconcile"
        case .claimed(let owner): "carries the tag of '\(owner)'"
        case .obstacle(let reason, _): reason
        }
    }

    /// The ways out.
    var remedy: String {
        switch self {
        case .other(_, let isFree), .untagged(let isFree):
            "reconcile never changes what it does not own; "
                + (isFree ? "take it over with 'reconcile adopt', " : "")
                + "rename the environment or remove the resource"
        case .claimed(let owner):
            "reconcile takes nothing from another owner: have that owner delete it, or, if '\(owner)' does not exist any "
                + "more, remove the tag \(OwnershipTags.owner) from it"
        case .obstacle(_, let remedy): remedy
        }
    }
}
