import ManifestLoading
import ResourceModel
import TestSupport
import Testing

@testable import BatchForge

/// A head job's script is read as what it was written from.
struct WrittenConfigurationTests {
    private static func text(_ dice: inout SplitMix) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &dice) {
            text += GroovyTextTests.pieces.randomElement(using: &dice) ?? ""
        }
        return text
    }

    private static func variable(_ dice: inout SplitMix) -> EnvironmentVariable? {
        let scope = ["", "head:", "compute:", "both:"].randomElement(using: &dice) ?? ""
        let name = ["A", "B", "in", "PATH", "_c1"].randomElement(using: &dice) ?? ""
        return EnvironmentVariable("\(scope)\(name)=\(text(&dice))")
    }

    /// An environment with hostile texts.
    private static func hostile(
        _ combination: FeatureCombinations.Combination, _ dice: inout SplitMix
    ) -> EnvironmentDefinition {
        var definition = combination.definition
        if Bool.random(using: &dice) { definition.preRun = text(&dice) }
        if Bool.random(using: &dice) { definition.postRun = text(&dice) }
        if Bool.random(using: &dice) { definition.nextflowConfiguration = text(&dice) }
        for _ in 0..<Int.random(in: 0...6, using: &dice) {
            if let variable = variable(&dice) { definition.variables.append(variable) }
        }
        definition.labels = [
            EnvironmentDefinition.Label("a", "workDir = 'x'"), EnvironmentDefinition.Label("b", text(&dice)),
        ]
        if case .forge(var forge) = definition.configuration {
            forge.wave = Bool.random(using: &dice)
            forge.fusionV2 = forge.wave && Bool.random(using: &dice)
            forge.snapshots = forge.fusionV2 && Bool.random(using: &dice)
            definition.configuration = .forge(forge)
        }
        return definition
    }

    private static func job(_ definition: EnvironmentDefinition) throws -> Value {
        let resources = ForgeTests.forge.resources(for: definition, in: FeatureCombinations.key.region)
        return try #require(resources.first { $0.address.local == "job-definition.head" }).properties
    }

    private static func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }

    @Test func `every environment comes back from its script`() throws {
        for (number, combination) in FeatureCombinations.all.enumerated() {
            var dice = SplitMix(seed: 20_270_318, case: UInt64(number))
            for _ in 0..<3 {
                let definition = Self.hostile(combination, &dice)
                let job = try Self.job(definition)
                let command = try #require(job[path: "containerProperties.command"]?.strings)
                let script = try #require(HeadJobScript(command: command))
                #expect(Self.bytes(script.preRun) == Self.bytes(definition.preRun))
                #expect(Self.bytes(script.postRun) == Self.bytes(definition.postRun))
                let read = try #require(WrittenConfiguration(script.configuration), "\(script.configuration)")
                Self.compare(read, definition)
                // An environment of the facts that were read makes the same head job.
                var again = definition
                (again.preRun, again.postRun) = (script.preRun, script.postRun)
                again.nextflowConfiguration = read.ownText
                again.workDirectory = Self.location(read.workDirectory)
                let head = job[path: "containerProperties.environment"]?.stringMap ?? [:]
                again.variables = DecodedVariables(head: head, tasks: read.variables).items.compactMap {
                    EnvironmentVariable($0)
                }
                let made = try Self.job(again)
                #expect(made == job, "\(combination.testDescription): \(script.configuration)")
            }
        }
    }

    private static func compare(_ read: WrittenConfiguration, _ definition: EnvironmentDefinition) {
        let settings = NextflowSettings(definition, among: [], ForgeTests.forge)
        #expect(read.workDirectory == settings.workDirectory)
        #expect(read.usesWave == settings.usesWave && read.takesSnapshots == settings.takesSnapshots)
        #expect(read.jobRole == settings.jobRole)
        #expect(read.variables.map(\.name) == settings.variables.map(\.name))
        for (one, variable) in zip(read.variables, settings.variables) {
            let value = variable.name == "PATH" ? nil : variable.value
            #expect(bytes(one.value) == bytes(value))
        }
    }

    private static func location(_ place: NextflowSettings.WorkDirectory) -> String {
        switch place {
        case .bucket(_, let location): location
        case .mounted(let path, _): path
        }
    }

    private static let title = "// Nextflow configuration for 'a', by reconcile."

    @Test(arguments: [
        "", "workDir = 's3://a/b'", title, "\(title)\nworkDir = params.work", "\(title)\nworkDir = \"s3://a/b\"",
        "\(title)\nworkDir = 's3://a/b'\nworkDir = 's3://c/d'",
        "\(title)\nworkDir = 's3://a/b'\nenv.A = System.getenv('A')",
        "// Nextflow configuration for 'a'\nworkDir = 's3://a/b'",
        "// The file that 'nextflow-config' names:\n\(title)\nworkDir = 's3://a/b'",
    ])
    func `another form is not read`(text: String) { #expect(WrittenConfiguration(text) == nil) }

    @Test func `nothing is taken from the user's text`() throws {
        let text = """
            \(Self.title)
            workDir = 's3://a/b'

            // The file that 'nextflow-config' names:
            workDir = 's3://c/d'
            env.A = 'x'
            // The file that 'nextflow-config' names:
            """
        let read = try #require(WrittenConfiguration(text))
        #expect(read.workDirectory == .bucket("a", location: "s3://a/b") && read.variables.isEmpty)
        #expect(read.ownText?.hasPrefix("workDir = 's3://c/d'\n") == true)
        #expect(read.ownText?.hasSuffix("names:\n") == true)
    }

    @Test func `a secret is named with the jobs that have it, and not shown`() {
        let tasks = ["A", "API_TOKEN", "B_SECRET"].map { WrittenConfiguration.Variable(name: $0, value: nil) }
        let read = DecodedVariables(head: ["API_TOKEN": "x", "DB_PASSWORD": "y", "Z": "1"], tasks: tasks)
        #expect(read.items == ["Z=1", "compute:A="])
        #expect(read.secrets == ["DB_PASSWORD", "both:API_TOKEN", "compute:B_SECRET"])
        #expect(read.hasUnknownPath)
    }

    @Test func `a variable of one value in both jobs is written once`() {
        let tasks = ["1", "2", "1"].map { WrittenConfiguration.Variable(name: "A", value: $0) }
        #expect(
            DecodedVariables(head: ["A": "1"], tasks: tasks).items == ["compute:A=1", "compute:A=2", "both:A=1"])
        #expect(DecodedVariables(head: ["A": "3"], tasks: tasks).items.first == "A=3")
    }
}
