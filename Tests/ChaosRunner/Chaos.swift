import ArgumentParser
import ChaosEngine
import Glibc
import TestScenarios

/// Every call of every scenario as a crash point, seeded and repeatable.
@main
struct Chaos: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos",
        abstract: "Let programs die before and after every call, and see that a rerun ends well.",
        discussion: "Seed 1 has the account's usual timings and reruns without faults; every other seed varies both.")

    @Option(help: "Only this scenario.")
    var scenario: String?

    @Option(help: "The first seed.")
    var seed: UInt64 = 1

    @Option(help: "How many seeds; without it as many as fit into the time.")
    var seeds: Int?

    @Option(help: "Seconds after which no further case is begun; without it 540, or with --seeds as many as it takes.")
    var budget: Double?

    @Option(help: "Of all cases but the calm ones each n-th, others with other seeds.")
    var every: Int = 1

    @Option(name: .customLong("case"), help: "Only this case, as before:12, after:12, overtaken:12 or faults:3.")
    var caseName: String?

    @Option(help: "How many processes share the work.")
    var workers: Int = 2

    @Flag(help: "Name the scenarios.")
    var list = false

    @Option(help: .hidden)
    var worker: Int?

    /// Seconds after which no further case is begun.
    var seconds: Double { budget ?? (seeds == nil && caseName == nil ? 540 : .infinity) }

    /// The number of seeds; a single case has one.
    var seedCount: UInt64 { caseName == nil ? seeds.map { UInt64($0) } ?? 1_000_000 : 1 }

    func validate() throws {
        if let caseName, CaseName(caseName) == nil { throw ValidationError("'\(caseName)' is not a case") }
        if let scenario, !Scenarios.all.contains(where: { $0.name == scenario }) {
            throw ValidationError("no scenario is called '\(scenario)'; --list names them")
        }
        guard every >= 1, workers >= 1 else { throw ValidationError("--every and --workers are at least 1") }
        guard seeds.map({ $0 >= 1 }) ?? true else { throw ValidationError("--seeds is at least 1") }
        if caseName != nil, scenario == nil { throw ValidationError("--case needs its --scenario") }
    }

    func run() throws {
        if list {
            for scenario in Scenarios.all { print(scenario.name) }
        } else if let worker {
            try Worker(options: self, number: worker).work()
        } else {
            try Conductor(options: self).conduct()
        }
    }
}
