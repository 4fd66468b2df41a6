import AWSOperations
import FoundationEssentials

/// Why the bytes of a saved account could not be used.
public struct SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problem, in a sentence.
    public let description: String
}

private struct Snapshot: Codable {
    /// The layout of the rest; another number is another program's file.
    var format: Int
    var time: Double
    var world: AccountState

    static let currentFormat = 1
}

private struct SnapshotHeader: Decodable {
    var format: Int
}

extension SimulatedAccount {
    /// An account as ``snapshot()`` left it, `elapsed` seconds later; throws ``SnapshotError``.
    ///
    /// A minute passes by default, so that reads after a restart do not lag behind the last run's writes.
    public init(restoring bytes: [UInt8], elapsed: Double = 60) throws {
        let decoder = JSONDecoder()
        let data = Data(bytes)
        let header: SnapshotHeader
        do { header = try decoder.decode(SnapshotHeader.self, from: data) } catch {
            throw SnapshotError(description: "not the state of a simulated account")
        }
        guard header.format == Snapshot.currentFormat else {
            throw SnapshotError(
                description: "state of format \(header.format); this program reads \(Snapshot.currentFormat)")
        }
        let snapshot: Snapshot
        do { snapshot = try decoder.decode(Snapshot.self, from: data) } catch {
            throw SnapshotError(description: "the state of a simulated account is damaged: \(error)")
        }
        guard Timestamp.years.contains(snapshot.time) else {
            throw SnapshotError(
                description: "the state of a simulated account is damaged: its time is \(snapshot.time)")
        }
        self.init(world: snapshot.world, clock: SimulatedClock(at: snapshot.time + max(0, elapsed)))
    }

    /// The whole account and its time as JSON with sorted keys; the log and the fault hook are not part of it.
    public func snapshot() async throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let world = await settledWorld()
        return Array(
            try encoder.encode(Snapshot(format: Snapshot.currentFormat, time: await clock.now(), world: world)))
    }

    /// Returns an independent copy; its clock starts at this clock's time.
    public func fork() async -> SimulatedAccount {
        SimulatedAccount(
            world: await settledWorld(), clock: SimulatedClock(at: await clock.now(), untilIdle: clock.untilIdle))
    }
}
