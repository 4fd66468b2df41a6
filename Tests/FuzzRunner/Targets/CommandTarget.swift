import ArgumentParser
import FoundationEssentials
import Glibc
import ReconcileCommands
import TestSupport

/// A broken file of a kind that reconcile writes, given to the commands that read it.
struct CommandTarget: Target {
    let name: String
    private var seeds: [[UInt8]]
    private let folder: String
    /// The commands; `@` is the broken file.
    private let commands: [[String]]

    private static let manifest = """
        compute-envs:
          - {type: aws-batch forge, name: bench, workspace: acme/research, region: eu-west-1, work-dir: "s3://work/scratch",
             max-cpus: 64, instance-types: "m6i.large", log-group: /bench, labels: "team=a"}

        """

    /// Saved plans.
    static func planFile() async throws -> CommandTarget {
        try await CommandTarget(
            "plans",
            commands: [
                ["show", "@"], ["show", "--format", "json", "@"], ["apply", "--sandbox=account.json", "@"],
            ], seed: ["plan", "--sandbox=account.json", "--out", "seed", "f.yml"])
    }

    /// Files of simulated accounts.
    static func sandboxFile() async throws -> CommandTarget {
        try await CommandTarget(
            "sandboxes", commands: [["plan", "--sandbox=@", "f.yml"], ["status", "--sandbox=@", "f.yml"]],
            seed: ["apply", "--sandbox=seed", "--yes", "f.yml"])
    }

    /// Trace files of Nextflow.
    static func traceFile() async throws -> CommandTarget {
        var target = try await CommandTarget(
            "traces", commands: [["init", "--trace", "@", "-"], ["init", "--example", "gpu", "--trace", "@", "-"]],
            seed: ["init", "--example", "spot", "seed"])
        let header = "task_id\tname\tstatus\tcpus\tmemory\tsubmit\tduration\trealtime\t%cpu\tpeak_rss\n"
        target.seeds = [
            header + "1\tSTAR (a)\tCOMPLETED\t12\t72 GB\t2026-10-23 16:33:16.288\t1h 2m\t1h\t980.3%\t38.1 GB\n"
                + "2\tMULTIQC\tCACHED\t-\t-\t2026-10-23 18:33:17.288\t1m 5s\t352ms\t90.3%\t600 MB\n",
            header + "1\tx\tFAILED\t4\t8589934592\t1414081996288\t3600000\t60000\t90.3\t629145600\n",
        ].map { Array($0.utf8) }
        return target
    }

    private init(_ name: String, commands: [[String]], seed: [String]) async throws {
        self.name = name
        self.commands = commands
        folder = FileManager.default.temporaryDirectory.appending(path: "reconcile-fuzz-\(name)-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.manifest.utf8).write(to: URL(filePath: folder + "/f.yml"))
        let made = await Self.run(seed, in: folder)
        guard made.status == 0 else { throw ValidationError(made.output) }
        seeds = [Array(try Data(contentsOf: URL(filePath: folder + "/seed")))]
    }

    func run(_ mutator: inout Mutator) async -> Outcome {
        let input = mutator.text(of: seeds)
        guard let command = commands.randomElement(using: &mutator.random) else { return Outcome(inputs: []) }
        try? Data(input).write(to: URL(filePath: folder + "/broken"))
        try? FileManager.default.removeItem(atPath: folder + "/account.json")
        let result = await Self.run(command.map { $0.replacing("@", with: "broken") }, in: folder)
        return Outcome(inputs: [Array(command.joined(separator: " ").utf8), input], fault: Self.fault(result))
    }

    private static func fault(_ result: (status: Int32, output: String)) -> String? {
        guard [0, 1, 2, 3, 4, 5, 64].contains(result.status) else { return "exit status \(result.status)" }
        if !result.output.unicodeScalars.allSatisfy(Invariants.isHarmless) {
            return "the output has control characters"
        }
        if result.status != 0, result.output.isEmpty { return "exit status \(result.status) without a word" }
        return nil
    }

    /// Runs a command in the folder; all that it prints goes to a file.
    private static func run(_ arguments: [String], in folder: String) async -> (status: Int32, output: String) {
        let place = FileManager.default.currentDirectoryPath
        _ = FileManager.default.changeCurrentDirectoryPath(folder)
        defer { _ = FileManager.default.changeCurrentDirectoryPath(place) }
        let kept = [dup(STDOUT_FILENO), dup(STDERR_FILENO)]
        let file = unsafe open("output", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        dup2(file, STDOUT_FILENO)
        dup2(file, STDERR_FILENO)
        let status = await Reconcile.status(of: arguments)
        dup2(kept[0], STDOUT_FILENO)
        dup2(kept[1], STDERR_FILENO)
        for descriptor in kept + [file] { close(descriptor) }
        let output = (try? Data(contentsOf: URL(filePath: folder + "/output"))) ?? Data()
        return (status, String(decoding: output, as: UTF8.self))
    }
}
