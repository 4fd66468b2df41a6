import ArgumentParser
import Glibc
import TestSupport

/// Feeds the readers with broken texts and watches what holds of the outcome.
@main
struct FuzzRunner: AsyncParsableCommand {
    @Argument(help: "What is fed, such as 'yaml' or 'answers'; all of them in turn if none is given.")
    var targets: [String] = []

    @Flag(help: "Name the targets and stop.")
    var list = false

    @Option(help: "The folder with the texts to start from.")
    var corpus = "Tests/Corpus"

    @Option(help: "The seed: the same cases for the same seed.")
    var seed: UInt64 = 1

    @Option(help: "Stop after so many cases of each target.")
    var cases: UInt64 = 20_000

    @Option(help: "Stop after so many seconds, whatever the number of cases.")
    var seconds: Int?

    @Option(help: "Run this case alone, and print its input.")
    var replay: UInt64?

    @Option(help: "Seconds of CPU time that one case may take; one that waits may take thirty times as long.")
    var patience: UInt32 = 10

    @Option(help: "Where the case that runs is written, for when it ends the process.")
    var journal = "/dev/null"

    func run() async throws {
        let manifests = try CorpusFile.all(in: corpus).flatMap(\.cases).map { Array($0.text.utf8) }
        let all = try await Targets.all(manifests)
        if list { return print(all.map(\.name).joined(separator: "\n")) }
        let unknown = targets.filter { name in !all.contains { $0.name == name } }
        guard unknown.isEmpty else {
            throw ValidationError(
                "there is no \(unknown.joined(separator: ", ")); give \(all.map(\.name).joined(separator: ", "))")
        }
        let chosen = targets.isEmpty ? all : all.filter { targets.contains($0.name) }
        let record = unsafe open(journal, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let clock = ContinuousClock()
        let end = seconds.map { clock.now + .seconds($0) }
        var counts: [String: UInt64] = [:]
        let numbers = replay.map { $0..<$0 + 1 } ?? 0..<(seconds == nil ? cases : .max)
        for number in numbers {
            if let end, clock.now >= end { break }
            for target in chosen {
                write("\(target.name) --seed \(seed) --replay \(number)\n", to: record)
                watch(patience)
                var mutator = Mutator(random: SplitMix(seed: seed, case: number))
                let outcome = await target.run(&mutator)
                counts[target.name, default: 0] += 1
                if replay != nil { for input in outcome.inputs { print(String(decoding: input, as: UTF8.self)) } }
                if let fault = outcome.fault {
                    print("\(fault): \(target.name) --seed \(seed) --replay \(number)")
                    throw ExitCode.failure
                }
            }
        }
        watch(0)
        print(counts.map { "\($0.key): \($0.value) cases" }.sorted().joined(separator: ", "), "clean, seed \(seed)")
    }

    /// Has a signal end the process if it computes longer than so many seconds, or waits much longer; 0 ends the watch.
    ///
    /// Beside other work a case can stop for seconds, so the clock on the wall alone says little.
    private func watch(_ seconds: UInt32) {
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: Int(seconds), tv_usec: 0))
        // The value is alive during the call, which does not keep it.
        unsafe setitimer(ITIMER_PROF, &timer, nil)
        alarm(seconds * 30)
    }

    private func write(_ line: String, to file: Int32) {
        let padded = Array((line + String(repeating: " ", count: max(0, 80 - line.utf8.count))).utf8)
        _ = unsafe padded.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
    }
}
