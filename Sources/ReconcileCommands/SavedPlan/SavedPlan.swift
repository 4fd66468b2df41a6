import AWSOperations
import Diagnostics
import FoundationEssentials
import Kinds
import ManifestLoading
import Planning
import Reconciliation

/// A plan in a file: what it was made from and for, so that exactly it is carried out, or nothing.
///
/// Inside is what AWS is to hold, user data and policies included, and what AWS held. Only `plan` is for readers.
struct SavedPlan: Codable {
    /// The version of this form.
    let format: Int
    /// The version of reconcile that made it.
    let version: String
    let accountID: String
    let planID: String
    /// The places of its environments, and the credentials that they name.
    let places: [EnvironmentPlace]
    /// The fingerprint of the state of AWS.
    let fingerprint: Fingerprint
    let intent: PlanRequest
    /// The time, the principal and the plan that 'show' prints; nil in files that older versions saved.
    let madeAt: String?
    let principal: String?
    let planned: Plan?

    enum CodingKeys: String, CodingKey {
        case format = "reconcile_plan"
        case version = "reconcile_version"
        case accountID = "account_id"
        case planID = "plan_id"
        case madeAt = "made_at"
        case places, fingerprint, intent, principal, planned
    }

    static let currentFormat = 1

    /// Makes the content of the file, which is written only after a check that it may be.
    init(_ session: Session, _ plan: Plan) async {
        format = Self.currentFormat
        version = Version.text
        accountID = session.observation.accountID
        planID = plan.id
        places = session.places
        fingerprint = session.fingerprint
        intent = session.intent
        madeAt = Timestamp.text(await session.account.access.clock.now())
        principal = session.observation.principal
        planned = plan.concealingObserved(Kinds.catalog)
    }

    /// True if a file that begins so is a saved plan: the marker comes first.
    static func begins(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        return start.hasPrefix("{\"\(CodingKeys.format.rawValue)\":")
    }

    /// Writes it for its owner's eyes only.
    func write(to path: String) throws {
        let file = WholeFile(path: path)
        try file.assureReplaceable(Self.begins)
        let secrets = intent.secretNames(Kinds.catalog).map { "'\($0)'" }
        guard secrets.isEmpty else { throw Self.secret(path, "the value of \(secrets.joined(separator: ", "))") }
        let bytes = Array((try json().prettyText() + "\n").utf8)
        guard SecretMask.masked(bytes) == bytes else {
            throw Self.secret(path, "the value of a variable whose name says that it holds a secret")
        }
        try file.write(bytes)
    }

    /// The values of today's variables are known, and of all others the names.
    private static func secret(_ path: String, _ what: String) -> CommandError {
        CommandError(
            "not saved: \(path): the plan would hold \(what)",
            detail: "apply the file itself, or take the secret out of it", kind: "secret-in-plan")
    }

    private func json() throws -> JSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        func encoded(_ value: some Encodable) throws -> JSON {
            .encoded(String(decoding: try encoder.encode(value), as: UTF8.self))
        }
        return .object([
            (CodingKeys.format.rawValue, .integer(format)), (CodingKeys.version.rawValue, .string(version)),
            (CodingKeys.accountID.rawValue, .string(accountID)), (CodingKeys.planID.rawValue, .string(planID)),
            (CodingKeys.madeAt.rawValue, JSON(madeAt)), (CodingKeys.principal.rawValue, JSON(principal)),
            ("regions", .array((planned?.regions ?? []).map { .string($0) })),
            ("plan", planned.map { PlanDocument($0, origins: FieldOrigins(places)).json } ?? .null),
            (CodingKeys.places.rawValue, try encoded(places)),
            (CodingKeys.fingerprint.rawValue, try encoded(fingerprint)),
            (CodingKeys.intent.rawValue, try encoded(intent)), (CodingKeys.planned.rawValue, try encoded(planned)),
        ])
    }

    /// The saved plan among what a command line names; nil where it names none.
    static func named(by files: [String]) throws -> SavedPlan? {
        guard let path = try files.first(where: { try begins(WholeFile.beginning(of: $0, count: 256)) }) else {
            return nil
        }
        guard files.count == 1 else {
            throw CommandError(
                usage: "\(path) is a saved plan, and is applied alone", detail: "leave the other files out")
        }
        return try read(path)
    }

    /// Reads a file that has to be a saved plan.
    static func at(_ path: String) throws -> SavedPlan {
        guard let kind = DiskFiles().kind(of: path) else {
            throw CommandError("\(path): does not exist", detail: "name a file that 'reconcile plan --out' wrote")
        }
        guard kind == .file, try begins(WholeFile.beginning(of: path, count: 256)) else {
            throw CommandError(
                "\(path): is not a saved plan, or cannot be read",
                detail: "name a file that 'reconcile plan --out' wrote")
        }
        return try read(path)
    }

    private static func read(_ path: String) throws -> SavedPlan {
        let again = "make it again with 'reconcile plan --out \(path)'"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("\(path): cannot be read", detail: again)
        }
        struct Head: Decodable {
            let format: Int
            let version: String?
            enum CodingKeys: String, CodingKey {
                case format = "reconcile_plan"
                case version = "reconcile_version"
            }
        }
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Head.self, from: data) else {
            throw CommandError("\(path): the saved plan is damaged", detail: again)
        }
        let maker = head.version.map { "reconcile \($0)" } ?? "another reconcile"
        let ways = "\(again), or use the reconcile that made it"
        guard head.format == currentFormat else {
            throw CommandError(
                "\(path): a plan of format \(head.format), made by \(maker); this is reconcile \(Version.text), which reads "
                    + "format \(currentFormat)",
                detail: ways)
        }
        do {
            return try decoder.decode(SavedPlan.self, from: data)
        } catch {
            // All of it is JSON, so nothing was cut off: members have come, gone or changed their form.
            let cause = head.version == Version.text ? ": another build of it or an edit changed what is in it" : ""
            throw CommandError(
                "\(path): \(maker) saved it in a form that this reconcile (\(Version.text)) does not read\(cause)",
                detail: ways)
        }
    }
}

extension CommandError {
    /// The command line asks for what does not go together.
    init(usage summary: String, detail: String) {
        self.init(summary, detail: detail, kind: "usage", status: ExitStatus.usage)
    }
}
