import Diagnostics
import Planning
import ResourceModel

/// Checks things of which an environment's file names one: that it exists, and what only its kind knows.
struct ExistenceCheck {
    let observation: Observation
    let request: EnvironmentRequest
    let planned: PlannedEnvironment
    let places: ReferencePlaces

    /// The results, one for each thing.
    var results: [CheckResult] {
        request.resources.filter { $0.management == .external }.compactMap { resource in
            guard let missing = Self.missing(resource, account: observation.accountID) else { return nil }
            let noun = resource.address.kind.noun.replacing("named ", with: "")
            let subject = "\(noun) '\(resource.name)'"
            if resource.address.kind == .imageParameter {
                let check = ImageParameterCheck(
                    parameter: resource, observation: observation, request: request, planned: planned, places: places)
                let isUnread = observation.unread.contains { $0.isAbout(resource.address) }
                if let diagnostics = check.diagnostics {
                    return CheckResult(subject, diagnostics, isUnread: isUnread && diagnostics.isEmpty)
                }
            }
            guard let found = observation.resources[resource.address]?.first else {
                if observation.unread.contains(where: { $0.isAbout(resource.address) }) {
                    return CheckResult(subject, [], isUnread: true)
                }
                return CheckResult(subject, [Self.diagnostic(missing, at: places[resource])])
            }
            return CheckResult(subject, more(found, of: resource))
        }
    }

    /// A fact without its place.
    struct Fact {
        var severity = Diagnostic.Severity.error
        let kind: String
        let summary: String
        let detail: String
    }

    static func diagnostic(_ fact: Fact, at range: SourceRange?) -> Diagnostic {
        Diagnostic(fact.severity, fact.kind, fact.summary, detail: fact.detail, at: range)
    }

    /// That something does not exist; nil of kinds that are checked elsewhere.
    private static func missing(_ resource: Resource, account: String) -> Fact? {
        let (name, region) = (resource.name, resource.address.region)
        let field = resource.properties["field"]?.string ?? ""
        let notFound = { (what: String, detail: String) in
            Fact(kind: "reference-not-found", summary: "\(what) does not exist in \(region)", detail: detail)
        }
        switch resource.address.kind {
        case .image:
            return notFound(
                "the AMI '\(name)'",
                "it was deregistered, is of another region, or is not shared with account \(account); correct '\(field)'"
            )
        case .imageParameter:
            return notFound(
                "the SSM parameter '\(name)'", "account \(account) has none of that name there; correct '\(field)'")
        case .keyPair:
            return notFound("the key pair '\(name)'", "make it, or correct '\(field)'")
        case .namedElasticFileSystem:
            return notFound(
                "the EFS file system '\(name)'", "account \(account) has none of that id; correct '\(field)'")
        case .namedLustreFileSystem:
            return notFound(
                "the FSx file system '\(name.prefix { $0 != "." })'",
                "account \(account) has none of that id there; correct '\(field)'")
        case .namedRole:
            let owner = name.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first.map(String.init)
            if let owner, owner != account {
                return Fact(
                    kind: "reference-not-found", summary: "the role '\(name)' is of account \(owner)",
                    detail: "jobs take only roles of the same account, which is \(account); correct '\(field)'")
            }
            return Fact(
                kind: "reference-not-found", summary: "the role '\(name)' does not exist",
                detail: "account \(account) has none of that ARN, path included; correct '\(field)'")
        case .namedPolicy:
            return Fact(
                kind: "reference-not-found", summary: "the managed policy '\(name)' does not exist",
                detail: "neither account \(account) nor AWS has one of that ARN, path included; correct "
                    + "'\(last(field))'")
        case .namedSchedulingPolicy:
            return notFound(
                "the scheduling policy '\(name)'", "make it in AWS Batch, or correct '\(last(field))'")
        case .encryptionKey:
            return Fact(
                kind: "reference-not-found", summary: "the key '\(name)' does not exist",
                detail: "KMS has none of that ARN; correct '\(last(field))'")
        case .bucket:
            // A right to a bucket that is made later does no harm.
            let isWork = field == "work-dir"
            return Fact(
                severity: isWork ? .error : .warning, kind: "reference-not-found",
                summary: "the bucket '\(name)' does not exist",
                detail: isWork
                    ? "make it, or correct '\(field)'" : "jobs get rights to it all the same; correct '\(field)'")
        default: return nil
        }
    }

    /// The name of a field without the map that it is in.
    private static func last(_ field: String) -> Substring { field.split(separator: ".").last ?? "" }

    private func more(_ found: ObservedResource, of resource: Resource) -> [Diagnostic] {
        switch resource.address.kind {
        case .image:
            ImageCheck(
                image: found, named: .string(found.name), request: request, planned: planned, places: places
            ).diagnostics
        case .namedElasticFileSystem, .namedLustreFileSystem:
            FileSystemCheck(
                system: found, network: observation.networks[resource.address.region], planned: planned,
                range: places[resource]
            ).diagnostics
        case .bucket: bucket(found, resource)
        case .encryptionKey:
            KeyCheck(key: found, account: observation.accountID, planned: planned).diagnostics.map {
                Self.diagnostic($0, at: places[resource])
            }
        default: []
        }
    }

    /// Only the work directory is used all the time.
    private func bucket(_ found: ObservedResource, _ resource: Resource) -> [Diagnostic] {
        let here = resource.address.region
        guard resource.properties["field"]?.string == "work-dir", let region = found.properties["region"]?.string,
            region != here
        else { return [] }
        let isNeeded = resource.properties["needsRegion"]?.boolean == true
        let fact = Fact(
            severity: isNeeded ? .error : .warning, kind: "wrong-region",
            summary: "the bucket '\(resource.name)' is in \(region), and the environment in \(here)",
            detail: isNeeded
                ? "Fusion Snapshots need the work directory in the environment's region (Seqera's documentation)"
                : "every task would move its files between regions, which is slow and costs; use a bucket in \(here)")
        return [Self.diagnostic(fact, at: places[resource])]
    }
}
