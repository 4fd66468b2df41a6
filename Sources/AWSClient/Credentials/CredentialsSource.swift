import AWSOperations
import FoundationEssentials
import Signing
import Transport

/// One place credentials may come from.
protocol CredentialsSource: Sendable {
    /// The name for messages.
    var name: String { get }
    /// True if credentials that have ended, by what it says, may be used all the same.
    var servesEnded: Bool { get }
    /// Fetches credentials again; throws ``SourceFailure``, or what the exchange it needs threw.
    func load() async throws -> Credentials
}

extension CredentialsSource {
    var servesEnded: Bool { false }
}

/// The settings and services that the sources work with.
struct CredentialsContext: Sendable {
    var environment: AWSEnvironment
    /// The profiles, read again each time: keys in the files may be renewed during a run.
    var configuration: SharedConfiguration { SharedConfiguration(environment: environment, profile: profile) }
    var profile: String?
    var endpoints: EndpointResolver
    var region: String?
    var sender: any HTTPSender
    var clock: SigningClock
    var maximumAttempts: Int
    var random: @Sendable () -> Double
    var onExchange: (@Sendable (Exchange) -> Void)?
    var onSecrets: (@Sendable ([String]) -> Void)?

    /// The most bytes of an answer with credentials. A session token has a few thousand, and a page that answers in place
    /// of the source may have millions, each of which would be a secret to look for in every output.
    static let mostAnswerBytes = 65_536

    /// Asks a source that is reached over the network.
    func answer(to request: HTTPRequest) async throws -> HTTPResponse {
        let response = try await sender.send(request)
        guard response.body.count <= Self.mostAnswerBytes else {
            throw SourceFailure.broken(
                "\(URLText.setting(request.url)) answered with more than \(Self.mostAnswerBytes) bytes, as nothing that "
                    + "gives credentials does")
        }
        return response
    }

    /// Says which texts no output may show; called before they go anywhere.
    func hide(_ secrets: [String]) { onSecrets?(secrets) }

    /// Says that no output may show these credentials.
    func hide(_ credentials: Credentials) {
        // Known servers echo the id of a key, which is no secret; one of another form is not the id of a key.
        let isUsual = credentials.accessKeyID.utf8.allSatisfy { byte in
            UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        }
        hide(
            [credentials.secretAccessKey] + [credentials.sessionToken].compactMap(\.self)
                + (isUsual ? [] : [credentials.accessKeyID]))
    }

    /// STS for a role: in our region, or in the one that stands for the role's partition.
    func sts(forRole role: String, region: String?, credentials: Credentials?) -> any Caller {
        let partition = role.split(separator: ":", maxSplits: 2).dropFirst().first.map(String.init)
        let fallback = Partition.all.first { $0.id == partition } ?? Partition.all[0]
        let wire = WireCaller(
            region: region ?? self.region ?? fallback.globalRegion, endpoints: endpoints,
            credentials: credentials.map(StaticCredentials.init), sender: sender, clock: clock,
            onExchange: onExchange)
        return RetryingCaller(wire, maximumAttempts: maximumAttempts, clock: clock, random: random)
    }

    /// The session's name in CloudTrail if none is given.
    func sessionName(_ given: String?) async -> String {
        if let given { return given }
        return "reconcile-\(Int(await clock.now()))"
    }
}

extension Credentials {
    /// Takes over what STS answered.
    init(_ answer: STS.Credentials?) throws {
        guard let answer, let id = answer.accessKeyId, let secret = answer.secretAccessKey, !id.isEmpty, !secret.isEmpty
        else {
            throw SourceFailure.broken(
                "STS answered without credentials, as AWS never does: check AWS_ENDPOINT_URL, HTTPS_PROXY and NO_PROXY")
        }
        self.init(
            accessKeyID: id, secretAccessKey: secret, sessionToken: answer.sessionToken,
            expiration: answer.expiration.flatMap(Timestamp.seconds))
    }

    private static let metadataCodes: Set = ["Success", "Failed", "AssumeRoleUnauthorizedAccess"]

    /// Takes over what a metadata endpoint answered: the container's and the instance's have one form.
    init(metadata body: [UInt8]) throws {
        struct Answer: Decodable {
            var code: String?
            var message: String?
            var accessKeyID: String?
            var secretAccessKey: String?
            var token: String?
            var expiration: String?
            private enum CodingKeys: String, CodingKey {
                case code = "Code"
                case message = "Message"
                case accessKeyID = "AccessKeyId"
                case secretAccessKey = "SecretAccessKey"
                case token = "Token"
                case expiration = "Expiration"
            }
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            throw SourceFailure.broken("the answer is not JSON with credentials: check what answers at its address")
        }
        guard let id = answer.accessKeyID, let secret = answer.secretAccessKey, !id.isEmpty, !secret.isEmpty else {
            // Nothing else of the answer: a damaged one may have a secret anywhere.
            let known = answer.code.flatMap { Self.metadataCodes.contains($0) ? " (\($0))" : nil } ?? ""
            throw SourceFailure.broken(
                "the answer holds no credentials\(known): check the role that is to give them, and what answers at its address"
            )
        }
        self.init(
            accessKeyID: id, secretAccessKey: secret, sessionToken: answer.token,
            expiration: answer.expiration.flatMap(Timestamp.seconds))
    }
}
