import ArgumentParser
import Glibc

/// Distributes the work to processes and reports the results.
struct Conductor {
    let options: Chaos

    func conduct() throws {
        let start = Worker.now()
        let count = options.caseName == nil ? options.workers : 1
        let processes = try (0..<count).map { try launch($0, of: count) }
        var sums = Sums()
        var isWhole = true
        for process in processes {
            var hasSums = false
            // Reads to the end; a worker whose pipe is full meanwhile waits.
            while let line = process.nextLine() {
                if sums.add(line) { hasSums = true } else { say(line) }
            }
            let endedWell = process.finish()
            isWhole = isWhole && hasSums && endedWell
        }
        let seconds = Worker.now() - start
        let cases = sums.crashes + sums.rivals + sums.faults
        let points = sums.seeds.isEmpty ? 0 : 2 * sums.calls / max(1, sums.seeds.count)
        print(
            "chaos: \(sums.scenarios.count) scenarios × \(points) crash points × \(sums.seeds.count) seeds; "
                + "\(cases) cases (\(sums.crashes) deaths, \(sums.rivals) second writers, \(sums.faults) runs of faults) "
                + "in \(Int(seconds)) s, \(Int(Double(cases) / max(seconds, 1))) a second; "
                + "\(sums.violations) violations")
        if let name = options.caseName, cases == 0, name != "calm" {
            throw ValidationError("the scenario has no case \(name) with this seed")
        }
        guard isWhole, sums.violations == 0, sums.broken == 0 else { throw ExitCode.failure }
    }

    /// This program again, as a worker: hashing is seeded by the process, so that only one with a fixed seed repeats.
    private func launch(_ worker: Int, of count: Int) throws -> ChildProcess {
        let own = CommandLine.arguments[0]
        let words = [own] + CommandLine.arguments.dropFirst() + ["--worker", "\(worker)", "--workers", "\(count)"]
        let command = words.map(ChildProcess.quoted).joined(separator: " ")
        return try ChildProcess("SWIFT_DETERMINISTIC_HASHING=1 exec \(command)")
    }
}
