import AWSOperations
import Testing

/// Runs one scenario in one account: names its resources, reads until time has passed, and checks by name.
actor ScenarioRunner {
    nonisolated let scenario: String
    nonisolated let account: AccountUnderTest
    private var checked: Set<String> = []

    init(scenario: String, account: AccountUnderTest) {
        self.scenario = scenario
        self.account = account
    }

    /// A name of this scenario's own.
    nonisolated func name(_ suffix: String) -> String { "conformance-\(scenario)-\(suffix)" }

    /// A name of this scenario's own, made of a check's.
    nonisolated static func suffix(_ check: String) -> String {
        check.split(separator: " ").joined(separator: "-").lowercased()
    }

    /// Performs a call that has to be answered.
    @discardableResult
    nonisolated func call<O: Operation>(_ operation: O) async throws -> O.Output {
        try await account.caller.call(operation)
    }

    /// Holds, or is listed as one of moto's divergences and does not hold.
    func check(_ name: String, _ holds: Bool, _ detail: @autoclosure () -> String = "") {
        checked.insert(name)
        let divergence = divergences.first { $0.check == name }
        if let divergence {
            #expect(!holds, "moto no longer diverges: \(divergence.difference)")
        } else {
            #expect(holds, "\(scenario): \(name)\(detail().isEmpty ? "" : ": ")\(detail())")
        }
    }

    /// Checks that the call is refused with this code and these words in its message; returns true if it was refused.
    @discardableResult
    func refused<O: Operation>(
        _ name: String, code: String, says words: String = "", _ operation: O
    ) async throws -> Bool {
        do {
            let output = try await call(operation)
            check(name, false, "answered \(output)")
            return false
        } catch let error as ServiceError {
            check(name, error.code == code && error.message.contains(words), "\(error)")
            return true
        }
    }

    /// Checks that the call is answered; returns true if it was.
    func answered<O: Operation>(_ name: String, _ operation: O) async throws -> Bool {
        do {
            try await call(operation)
            check(name, true)
            return true
        } catch let error as ServiceError {
            check(name, false, "\(error)")
            return false
        }
    }

    /// Looks again and again until something holds; false when it did not within about six virtual minutes.
    nonisolated func until(_ holds: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<400 {
            if try await isSeen(holds) {
                // Where reads lag by chance, one that is up to date may be followed by one that is not.
                for _ in 0..<account.calm { try await account.clock.sleep(for: account.tick) }
                return true
            }
            try await account.clock.sleep(for: account.tick)
        }
        return false
    }

    private nonisolated func isSeen(_ holds: () async throws -> Bool) async throws -> Bool {
        do { return try await holds() } catch let error as ServiceError where Self.notSeenYet.contains(error.code) {
            return false
        }
    }

    /// The error codes of a lagging read of a new resource.
    private static let notSeenYet: Set<String> = ["NoSuchEntity", "InvalidLaunchTemplateId.NotFound"]

    /// Looks until something holds, and checks that it did.
    func eventually(_ name: String, _ holds: () async throws -> Bool) async throws {
        check(name, try await until(holds))
    }

    /// Performs a call again for as long as it is refused with these words.
    nonisolated func retrying<O: Operation>(_ operation: O, while words: String) async throws {
        let isDone = try await until {
            do {
                try await call(operation)
                return true
            } catch let error as ServiceError where error.message.contains(words) {
                return false
            }
        }
        guard isDone else { throw Unfinished(what: O.name) }
    }

    /// Every divergence of this scenario has met its check.
    func end() {
        for divergence in divergences where !checked.contains(divergence.check) {
            Issue.record("no check '\(divergence.check)' in scenario '\(scenario)'")
        }
    }

    private var divergences: [MotoDivergence] {
        account.kind == .moto ? MotoDivergence.table.filter { $0.scenario == scenario } : []
    }
}

/// Something that should have ended by itself did not.
struct Unfinished: Error {
    let what: String
}
