import AWSOperations
import FoundationEssentials
import Planning

/// A call that someone made, as CloudTrail has recorded it.
struct RecordedEvent: Sendable {
    let source: String
    let name: String
    /// Seconds since 1970-01-01T00:00:00Z.
    let time: Double
    /// The members of the request; as AWS's API names them, in whatever case.
    let request: LooseJSON
    /// The members of the answer; null if the event has none.
    let response: LooseJSON
    let principal: String
    let via: String
    let userAgent: String?
    /// True if AWS refused the call.
    let isRefused: Bool

    /// True if reconcile made the call.
    var isOwn: Bool { userAgent.map { $0 == "reconcile" || $0.hasPrefix("reconcile/") } ?? false }

    /// Reads an event; nil if it cannot be read.
    init?(_ event: CloudTrail.Event) {
        guard let text = event.cloudTrailEvent,
            let record = try? JSONDecoder().decode(LooseJSON.self, from: Data(text.utf8)),
            let source = record["eventSource"]?.text ?? event.eventSource,
            let name = record["eventName"]?.text ?? event.eventName,
            let time = event.eventTime ?? record["eventTime"]?.text.flatMap(Timestamp.seconds),
            let caller = EventCaller(record, username: event.username)
        else { return nil }
        self.source = source
        self.name = name
        self.time = time
        request = record["requestParameters"] ?? .null
        response = record["responseElements"] ?? .null
        principal = caller.principal
        via = caller.via
        userAgent = caller.userAgent
        isRefused = record["errorCode"]?.text != nil
    }

    /// The author of a change.
    func author(among candidates: Int) -> ChangeAuthor {
        ChangeAuthor(
            principal: principal, time: time, via: via, userAgent: userAgent, call: name, candidates: candidates)
    }
}

/// The caller in a record of CloudTrail, and the way of the call [aws-rules: Events of CloudTrail].
private struct EventCaller {
    let principal: String
    let via: String
    let userAgent: String?

    init?(_ record: LooseJSON, username: String?) {
        let identity = record["userIdentity"] ?? .null
        let service = Self.service(record, identity)
        let names = [
            identity["arn"]?.text, identity["type"]?.text == "AWSService" ? service : nil, identity["userName"]?.text,
            identity["onBehalfOf"]?["userId"]?.text, identity["principalId"]?.text, username, service,
        ]
        guard let principal = names.compactMap({ Self.usable($0) }).first else { return nil }
        self.principal = principal
        userAgent = Self.usable(record["userAgent"]?.text.map(Self.withoutBrackets))
        let isFromConsole = record["sessionCredentialFromConsole"]?.text == "true"
        if isFromConsole || userAgent.map(Self.consoles.contains) == true {
            via = "the AWS console"
        } else if let service {
            via = service
        } else {
            via = userAgent.map(Self.program) ?? "an unnamed program"
        }
    }

    /// The service that made the call, for itself or for the principal; nil if the principal called.
    private static func service(_ record: LooseJSON, _ identity: LooseJSON) -> String? {
        [identity["invokedBy"]?.text, record["sourceIPAddress"]?.text].compactMap { usable($0) }
            .first { $0.hasSuffix(".amazonaws.com") && !consoles.contains($0) }
    }

    /// The user agents of calls from the console.
    private static let consoles: Set<String> = ["console.amazonaws.com", "signin.amazonaws.com"]

    /// The longest text that is kept: user agents have no bound.
    private static let longest = 400

    private static func usable(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return text.unicodeScalars.count > longest
            ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))) + "…" : text
    }

    private static func withoutBrackets(_ text: String) -> String {
        text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    }

    /// The first product of a user agent that says something: Terraform's begins with the names of partners.
    private static func program(_ userAgent: String) -> String {
        let words = userAgent.split(separator: " ").map(String.init)
        return words.first { word in !["APN/", "HashiCorp/", "("].contains { word.hasPrefix($0) } } ?? userAgent
    }
}
