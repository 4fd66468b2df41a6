import AWSOperations
import FoundationEssentials

/// A call that changed something, as CloudTrail keeps it.
///
/// The request is encoded only when the event is read or saved: most accounts in memory never are.
struct TrailEvent: Codable, Sendable {
    let id: String
    let time: Double
    let region: String
    let source: String
    let name: String
    let user: String
    let userAgent: String
    let isFromConsole: Bool
    private let request: Request

    private enum Request: Sendable {
        case call(any Operation)
        case text(String)
    }

    private enum CodingKeys: String, CodingKey {
        case id, time, region, source, name, user, userAgent, isFromConsole, request
    }

    init<O: Operation>(_ operation: O, id: String, region: String, time: Double, _ principal: SimulatedPrincipal) {
        self.id = id
        // Events have whole seconds.
        self.time = time.rounded(.down)
        self.region = region
        source = "\(O.service.actionPrefix).amazonaws.com"
        name = O.name
        user = principal.user
        userAgent = principal.userAgent
        isFromConsole = principal.isInConsole
        request = .call(operation)
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        id = try members.decode(String.self, forKey: .id)
        time = try members.decode(Double.self, forKey: .time)
        region = try members.decode(String.self, forKey: .region)
        source = try members.decode(String.self, forKey: .source)
        name = try members.decode(String.self, forKey: .name)
        user = try members.decode(String.self, forKey: .user)
        userAgent = try members.decode(String.self, forKey: .userAgent)
        isFromConsole = try members.decode(Bool.self, forKey: .isFromConsole)
        request = .text(try members.decode(String.self, forKey: .request))
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(id, forKey: .id)
        try members.encode(time, forKey: .time)
        try members.encode(region, forKey: .region)
        try members.encode(source, forKey: .source)
        try members.encode(name, forKey: .name)
        try members.encode(user, forKey: .user)
        try members.encode(userAgent, forKey: .userAgent)
        try members.encode(isFromConsole, forKey: .isFromConsole)
        try members.encode(try requestParameters.jsonText, forKey: .request)
    }

    /// The request in the form of CloudTrail.
    var requestParameters: LooseJSON {
        get throws {
            switch request {
            case .call(let operation): try LooseJSON(requestOf: operation)
            case .text(let text): try JSONDecoder().decode(LooseJSON.self, from: Data(text.utf8))
            }
        }
    }
}
