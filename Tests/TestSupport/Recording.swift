import AWSClient
import FoundationEssentials

/// An answer or a text that AWS gave, as `Tests/Recorded` keeps it.
public struct Recording: Sendable, Decodable, CustomStringConvertible {
    /// The file's name without its ending.
    public private(set) var name = ""
    /// `answer`, `error`, `statusReason` or `jobStatusReason`.
    public var kind: String
    /// The operation; without a prefix for Batch.
    public var operation: String
    /// The HTTP status, if it was published.
    public var status: Int?
    /// The error code.
    public var code: String?
    /// The text of all kinds but answers.
    public var text: String?
    /// The class of the text.
    public var kindOfCause: String
    private var body: JSONTree?

    private enum CodingKeys: String, CodingKey {
        case kind, operation, code, text, body
        case status = "http_status"
        case kindOfCause = "class"
    }

    /// Returns the body of an answer, as bytes of JSON.
    public func bodyBytes() throws -> [UInt8] { Array(try JSONEncoder().encode(body)) }

    /// The name, for a test's failure.
    public var description: String { name }

    /// Every recording, by name.
    public static let all: [Recording] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Recorded")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            let data = try? Data(contentsOf: folder.appending(path: name))
            var recording = data.flatMap { try? JSONDecoder().decode(Recording.self, from: $0) }
            recording?.name = String(name.dropLast(5))
            return recording
        }
    }()

    /// The recordings of a kind.
    public static func all(_ kind: String) -> [Recording] { all.filter { $0.kind == kind } }

    /// The recording of a name.
    public static func named(_ name: String) -> Recording? { all.first { $0.name == name } }
}
