import FoundationEssentials
import Signing
import Testing

/// AWS's own header-signing vectors; `SIGV4_VECTORS` names their folder, which is not part of this repository.
private let folder = ProcessInfo.processInfo.environment["SIGV4_VECTORS"]

@Suite(.enabled(if: folder != nil, "SIGV4_VECTORS does not name the folder of AWS's SigV4 vectors"))
struct VectorTests {
    @Test func `all 38 header vectors are there`() throws {
        #expect(try Vector.names().count == 38)
    }

    @Test(arguments: try Vector.names())
    func `a vector's canonical request, string to sign and signature come out`(name: String) throws {
        let vector = try Vector(name)
        let signature = vector.signer.signature(of: vector.request, at: vector.seconds)
        #expect(signature.canonicalRequest == vector.canonicalRequest)
        #expect(signature.stringToSign == vector.stringToSign)
        #expect(signature.value == vector.signature)
        #expect(vector.signedRequest.contains(signature.authorization))
    }
}

private struct Vector {
    struct Context: Decodable {
        struct Keys: Decodable {
            var accessKeyID: String
            var secretAccessKey: String
            var token: String?
            enum CodingKeys: String, CodingKey {
                case accessKeyID = "access_key_id"
                case secretAccessKey = "secret_access_key"
                case token
            }
        }
        var credentials: Keys
        var normalize: Bool
        var region: String
        var service: String
        var signsBody: Bool
        var timestamp: String
        var omitsToken: Bool?
        enum CodingKeys: String, CodingKey {
            case credentials, normalize, region, service, timestamp
            case signsBody = "sign_body"
            case omitsToken = "omit_session_token"
        }
    }

    var signer: Signer
    var request: SignableRequest
    var seconds: Double
    var canonicalRequest: String
    var stringToSign: String
    var signature: String
    var signedRequest: String

    static func names() throws -> [String] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.contains(".") }.sorted()
    }

    init(_ name: String) throws {
        let path = try #require(folder) + "/" + name
        func text(_ file: String) throws -> String { try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }
        let context = try JSONDecoder().decode(Context.self, from: Data(try text("context.json").utf8))
        let token = context.omitsToken == true ? nil : context.credentials.token
        signer = Signer(
            credentials: Credentials(
                accessKeyID: context.credentials.accessKeyID, secretAccessKey: context.credentials.secretAccessKey,
                sessionToken: token),
            region: context.region, service: context.service)
        seconds = try Date.ISO8601FormatStyle().parse(context.timestamp).timeIntervalSince1970
        request = try Self.parse(try text("request.txt"), normalizes: context.normalize, signsBody: context.signsBody)
        canonicalRequest = try text("header-canonical-request.txt")
        stringToSign = try text("header-string-to-sign.txt")
        signature = try text("header-signature.txt")
        signedRequest = try text("header-signed-request.txt")
    }

    private static func parse(_ text: String, normalizes: Bool, signsBody: Bool) throws -> SignableRequest {
        let parts = text.components(separatedBy: "\n\n")
        var lines = parts[0].split(separator: "\n").map(String.init)
        let start = lines.removeFirst()
        let first = try #require(start.firstIndex(of: " "))
        let last = try #require(start.lastIndex(of: " "))
        let target = start[start.index(after: first)..<last].split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers: [SignableRequest.Field] = []
        for line in lines {
            if line.first == " ", let previous = headers.popLast() {
                headers.append(.init(previous.name, previous.value + line))
            } else {
                let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                headers.append(.init(String(halves[0]), String(halves[1])))
            }
        }
        let body = Array((parts.count > 1 ? parts[1] : "").utf8)
        if signsBody { headers.append(.init("x-amz-content-sha256", SHA256.hexDigest(of: body))) }
        let query =
            target.count < 2
            ? []
            : target[1].split(separator: "&").map { pair -> SignableRequest.Field in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return .init(decoded(halves[0]), halves.count > 1 ? decoded(halves[1]) : "")
            }
        return SignableRequest(
            method: String(start[..<first]), path: String(target[0]), query: query, headers: headers, body: body,
            normalizesPath: normalizes)
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
