import AWSOperations
import ArgumentParser
import ChaosEngine
import Glibc
import SimulatedAWS
import TestScenarios

/// One process's share of the work.
struct Worker {
    let options: Chaos
    let number: Int

    /// Reports every violation when it is found, and the sums at the end.
    func work() throws {
        let start = Self.now()
        let isOnly = options.caseName != nil
        let wanted = options.caseName.flatMap { CaseName($0) }
        let completed = OneThread.run {
            var sums = Sums()
            var seed = options.seed
            while seed < options.seed + options.seedCount, Self.now() - start < options.seconds {
                for (place, scenario) in Scenarios.all.enumerated() {
                    guard options.scenario == nil || options.scenario == scenario.name else { continue }
                    guard (place + Int(seed)) % options.workers == number else { continue }
                    guard Self.now() - start < options.seconds else { break }
                    let run = ScenarioRun(scenario, seed: seed) { [seed] name in
                        wanted.map { $0 == name } ?? isSampled(name, place, seed)
                    } report: { [seed] name, violations, log in
                        if let wanted, wanted == name { Self.trace(log) }
                        for violation in violations { Self.tell(violation, scenario.name, seed, name) }
                    }
                    do {
                        let tally = try await run.run(clock: SimulatedClock(untilIdle: OneThread.untilIdle)) {
                            !isOnly && Self.now() - start >= options.seconds
                        }
                        sums.add(tally, scenario.name, seed)
                    } catch {
                        sums.broken += 1
                        say("BROKEN  \(scenario.name), seed \(seed): \(error)")
                    }
                }
                seed += 1
            }
            say(sums.line)
        }
        guard completed else {
            say("BROKEN  every task waits for something that never happens")
            throw ExitCode.failure
        }
    }

    /// Each n-th case, beginning elsewhere for each scenario and seed.
    private func isSampled(_ name: CaseName, _ place: Int, _ seed: UInt64) -> Bool {
        let number =
            switch name {
            case .calm: 0
            case .before(let call): 2 * call
            case .after(let call): 2 * call + 1
            case .overtaken(let call), .beside(let call): call
            case .faults(let number): number
            }
        return name == .calm || (number + place + Int(seed)).isMultiple(of: options.every)
    }

    private static func tell(_ violation: Violation, _ scenario: String, _ seed: UInt64, _ name: CaseName) {
        say("FAIL    \(violation)")
        say("        make chaos ARGS='--scenario \"\(scenario)\" --seed \(seed) --case \(name)'")
    }

    /// Every call; of a run of the same one, which is a wait, the first and how many more.
    private static func trace(_ log: [CallRecord]) {
        var last: String?
        var repeats = 0
        func tellRepeats() {
            if repeats > 0 { say("        … \(repeats) more") }
            repeats = 0
        }
        for record in log {
            let ended =
                switch record.outcome {
                case .answered: ""
                case .refused(let code): " refused: \(code)"
                case .unanswered: " no answer"
                }
            let text = "\(record.operation)\(ended)"
            if text == last {
                repeats += 1
                continue
            }
            tellRepeats()
            last = text
            let seconds = record.time - SimulatedClock.epoch
            say("\(record.index + 1)  \(Int(seconds * 10) / 10) s  \(text)")
        }
        tellRepeats()
    }

    /// Seconds of the machine's own clock, for the budget.
    static func now() -> Double {
        var time = timespec()
        // The pointer is to a local that outlives the call.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The results of a worker, as one line that another process reads.
struct Sums: Sendable {
    var scenarios: Set<String> = []
    var seeds: Set<UInt64> = []
    var calls = 0
    var crashes = 0
    var rivals = 0
    var faults = 0
    var violations = 0
    var broken = 0

    mutating func add(_ tally: ScenarioRun.Tally, _ scenario: String, _ seed: UInt64) {
        scenarios.insert(scenario)
        seeds.insert(seed)
        calls += tally.calls
        crashes += tally.crashes
        rivals += tally.rivals
        faults += tally.faults
        violations += tally.violations
    }

    static let mark = "SUMS"

    var line: String {
        let numbers = [calls, crashes, rivals, faults, violations, broken].map(String.init).joined(separator: " ")
        let seeds = seeds.sorted().map(String.init).joined(separator: ",")
        return "\(Self.mark)\t\(numbers)\t\(seeds)\t\(scenarios.sorted().joined(separator: "\t"))"
    }

    /// Adds what another process's line says; returns false if it is no such line.
    mutating func add(_ line: String) -> Bool {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts[0] == Self.mark else { return false }
        let numbers = parts[1].split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 6 else { return false }
        calls += numbers[0]
        crashes += numbers[1]
        rivals += numbers[2]
        faults += numbers[3]
        violations += numbers[4]
        broken += numbers[5]
        seeds.formUnion(parts[2].split(separator: ",").compactMap { UInt64($0) })
        scenarios.formUnion(parts.dropFirst(3).filter { !$0.isEmpty })
        return true
    }
}
