import AWSOperations
import FoundationEssentials

/// The content of a lease's object: the holder, and the time that the lease lasts.
public struct LeaseRecord: Sendable, Hashable, Codable {
    /// The layout of the rest.
    private let format: Int
    /// The run that holds it, by a random name, which tells our lease from that of another run.
    public let holder: String
    /// The principal's ARN.
    public let who: String
    /// The command, such as `apply`.
    public let command: String
    /// The page of the run in a CI system, if there is one.
    public let from: String?
    /// The time at which it was taken, on the holder's clock: only for people.
    public private(set) var acquired: String
    /// The time at which it was last renewed, on the holder's clock: only for people.
    public private(set) var renewed: String
    /// The number of renewals. It makes the bytes of every renewal differ, and so its ETag.
    public private(set) var renewals = 0
    /// The seconds for which it counts after the object was last written.
    public let seconds: Int

    private static let currentFormat = 1
    /// The valid lives. reconcile never writes a life of no seconds, or one that would outlive every run.
    private static let lives = 1...86_400

    init(holder: String, who: String, command: String, from: String?, seconds: Int, at now: Double) {
        format = Self.currentFormat
        self.holder = holder
        self.who = who
        self.command = command
        self.from = from
        acquired = Timestamp.text(now)
        renewed = Timestamp.text(now)
        self.seconds = seconds
    }

    /// Reads a lease's object. Throws a ``ReconciliationError`` if it is not a lease; no run may then remove it.
    init(_ bytes: [UInt8], of lease: Lease) throws {
        struct Header: Decodable {
            var format: Int
        }
        let decoder = JSONDecoder()
        guard let header = try? decoder.decode(Header.self, from: Data(bytes)),
            header.format != Self.currentFormat || (try? decoder.decode(Self.self, from: Data(bytes))) != nil
        else {
            throw ReconciliationError(
                "\(lease) is not a lease: it holds something else", detail: "give --lock a key that nothing else uses")
        }
        guard header.format == Self.currentFormat else {
            throw ReconciliationError(
                "\(lease) is a lease of format \(header.format), and this reconcile reads \(Self.currentFormat)",
                detail: "use the version of reconcile that wrote it")
        }
        self = try decoder.decode(Self.self, from: Data(bytes))
        guard Self.lives.contains(seconds) else {
            throw ReconciliationError(
                "\(lease) is a damaged lease: it counts for \(seconds) s", detail: "remove the object manually")
        }
    }

    /// Returns the lease as it is taken at a time.
    func taken(at now: Double) -> LeaseRecord {
        var record = self
        record.acquired = Timestamp.text(now)
        record.renewed = record.acquired
        return record
    }

    /// Returns the same lease, renewed.
    func renewed(at now: Double) -> LeaseRecord {
        var record = self
        record.renewed = Timestamp.text(now)
        record.renewals += 1
        return record
    }

    /// The bytes of the object.
    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    /// Returns a new name for a run.
    static func randomHolder() -> String {
        (0..<4).map { _ in String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16) }.joined()
    }
}

/// A lease that a run holds, as it was read.
public struct HeldLease: Sendable, Hashable {
    /// The holder.
    public let record: LeaseRecord
    /// True if its life was over, by S3's clock.
    public let isExpired: Bool
    /// The time at which its life ends unless it is renewed, by S3's clock; nil if S3 gave no times.
    public let ends: String?
    /// The version of the object.
    let eTag: String

    init(_ record: LeaseRecord, eTag: String, lastModified: Double?, now: Double?) {
        self.record = record
        self.eTag = eTag
        let end = lastModified.map { $0 + Double(record.seconds) }
        ends = end.map(Timestamp.text)
        // Both times are cut to whole seconds, so the life has surely ended only if it seems to have ended by one more.
        isExpired = if let end, let now { now > end } else { false }
    }

    /// The holder and the time left, as part of a sentence.
    public var description: String {
        let run = ([record.command] + [record.from].compactMap { $0 }).joined(separator: ", ")
        let end = ends.map { isExpired ? ", and ended at \($0)" : ", until \($0) unless renewed" } ?? ""
        return "\(record.who) (\(run)) since \(record.acquired)\(end)"
    }
}

/// A lease that was wanted is held by another run.
public struct LeaseTaken: Error, Sendable, Hashable {
    /// The lease.
    public let lease: Lease
    /// The lease and its holder.
    public let held: HeldLease
}
