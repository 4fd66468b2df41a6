import ManifestLoading
import ResourceModel
import Testing

@testable import BatchForge

/// The job definition of the head job.
struct HeadJobTests {
    private static func job(
        _ change: (inout EnvironmentDefinition, inout ForgeConfiguration) -> Void = { _, _ in }
    ) throws -> Resource {
        var definition = RemainsTests.definition()
        var forge = ForgeConfiguration(maxCPUs: 10)
        change(&definition, &forge)
        definition.configuration = .forge(forge)
        let resources = ForgeTests.forge.resources(for: definition, in: "eu-west-1")
        return try #require(resources.first { $0.address.local == "job-definition.head" })
    }

    @Test(arguments: ["it's", "Ref::a", "'; exit 0 #", "\n'\n", "é ☃"])
    func `no text of a file is in the script as it is`(text: String) throws {
        let job = try Self.job { definition, _ in
            (definition.preRun, definition.postRun, definition.nextflowConfiguration) = (text, text, text)
        }
        let command = try #require(job.properties[path: "containerProperties.command"]?.strings)
        #expect(command.count == 4 && command[0] == "bash" && command[1] == "-c")
        #expect(!command[2].contains("'") && !command[2].contains("Ref::") && command[2].utf8.allSatisfy { $0 < 0x80 })
    }

    private typealias Edit = (inout EnvironmentDefinition, inout ForgeConfiguration) -> Void

    private static func command(_ edit: Edit) throws -> [String] {
        try #require(job(edit).properties[path: "containerProperties.command"]?.strings)
    }

    /// The fields behind the difference that an edit makes; nil if the scripts do not tell.
    private static func fields(_ edit: Edit) throws -> Set<String>? {
        let before = try command { _, forge in forge.instanceTypes = ["c6id.large"] }
        let after = try command { definition, forge in
            forge.instanceTypes = ["c6id.large"]
            edit(&definition, &forge)
        }
        return HeadJobDifference(before, after).fields
    }

    @Test func `the part of the script that differs tells the field`() throws {
        #expect(try Self.fields { _, _ in } == [])
        #expect(try Self.fields { definition, _ in definition.preRun = "x" } == ["pre-run"])
        #expect(try Self.fields { definition, _ in definition.postRun = "x" } == ["post-run"])
        #expect(try Self.fields { definition, _ in definition.nextflowConfiguration = "a = 1" } == ["nextflow-config"])
        #expect(try Self.fields { definition, _ in definition.workDirectory = "s3://work/other" } == ["work-dir"])
        let found = try Self.fields { _, forge in forge.instanceTypes = ["r6id.4xlarge"] }
        let types = try #require(found)
        #expect(types.contains("instance-types") && types.isDisjoint(with: ["work-dir", "provisioning-model", "env"]))
        #expect(HeadJobDifference(try Self.command { _, _ in }, ["echo"]).fields == nil)
    }

    @Test func `each volume that comes or goes tells its own fields`() throws {
        let disk: Set = ["no-ebs-auto-scale", "ebs-blocksize"]
        #expect(try Self.fields { _, forge in forge.growingDiskSize = 50 } == disk)
        let found = try Self.fields { _, forge in
            (forge.growingDiskSize, forge.efsID, forge.efsMount) = (50, "fs-01234567", "/mnt/efs")
        }
        let both = try #require(found)
        #expect(both.isSuperset(of: disk) && both.contains("efs-id"))
        let before = try Self.command { _, forge in (forge.efsID, forge.efsMount) = ("fs-01234567", "/mnt/efs") }
        let after = try Self.command { _, forge in
            (forge.growingDiskSize, forge.efsID, forge.efsMount) = (50, "fs-01234567", "/mnt/efs")
        }
        #expect(HeadJobDifference(before, after).fields == disk)
    }

    @Test func `texts are compared by their bytes, and the order of lines tells nothing`() throws {
        func script(_ configuration: String, _ preRun: String? = nil) -> [String] {
            HeadJobScript(configuration: configuration, preRun: preRun, postRun: nil).command
        }
        #expect(HeadJobDifference(script("a", "\u{E9}"), script("a", "e\u{301}")).fields == ["pre-run"])
        let title = NextflowConfiguration.ownTitle
        #expect(
            HeadJobDifference(script("\(title)\n\u{E9}"), script("\(title)\ne\u{301}")).fields == ["nextflow-config"])
        #expect(HeadJobDifference(script("env.A = 1\nenv.B = 2"), script("env.B = 2\nenv.A = 1")).fields == nil)
        #expect(HeadJobDifference(script("env.A = 1"), script("env.A = 1\nenv.B = 2")).fields == ["env"])
    }

    @Test func `arguments end in zero bytes, so that empty ones stay`() {
        #expect(HeadJobScript.encoded(["a", "", "b c"]) == "YQAAYiBjAA==")
        #expect(HeadJobScript.encoded([]) == "")
    }

    @Test func `a script that another wrote is not read`() throws {
        let script = HeadJobScript(configuration: "a", preRun: "b", postRun: nil)
        let command = script.command
        #expect(HeadJobScript(command: command) == script)
        let parts = [
            ("exec nextflow", "exec  nextflow"), ("Yg==", "Yh=="), ("reconcile_put pre-run Yg==\n", ""),
            ("pre-run Yg==", "pre-run Yg== ; true"), ("exit \"$", "date\nexit \"$"),
        ]
        var others: [[String]] = [[], ["true"], command + [""], Array(command.dropLast()), command.map { $0 + " " }]
        others += parts.map { part, other in command.map { $0.replacing(part, with: other) } }
        for other in others { #expect(HeadJobScript(command: other) == nil, "\(other)") }
    }

    @Test(
        arguments: [
            (nil, nil, 1, 4096), (1, nil, 1, 4096), (2, nil, 2, 4096), (4, nil, 4, 8192), (16, nil, 16, 32_768),
            (nil, 8192, 1, 8192), (nil, 9216, 2, 9216), (nil, 5000, 1, 5120), (8, 20_000, 8, 20_480),
        ] as [(Int?, Int?, Int, Int)])
    func `Fargate gets the next size that AWS has`(cpus: Int?, memory: Int?, vCPUs: Int, memoryMiB: Int) {
        var forge = ForgeConfiguration(maxCPUs: 10)
        (forge.fargate, forge.headJobCPUs, forge.headJobMemory) = (true, cpus, memory)
        let size = HeadJobSize(forge)
        #expect(size.vCPUs == vCPUs && size.memoryMiB == memoryMiB)
    }

    @Test func `instances take any size`() {
        var forge = ForgeConfiguration(maxCPUs: 10)
        #expect(HeadJobSize(forge).vCPUs == 1 && HeadJobSize(forge).memoryMiB == 4096)
        (forge.headJobCPUs, forge.headJobMemory) = (3, 5000)
        #expect(HeadJobSize(forge).vCPUs == 3 && HeadJobSize(forge).memoryMiB == 5000)
    }

    @Test func `variables are those of the head job`() throws {
        let job = try Self.job { definition, _ in
            definition.variables = ["A=1", "compute:B=2", "both:C=3", "A=4"].compactMap { EnvironmentVariable($0) }
        }
        #expect(job.properties[path: "containerProperties.environment"] == .strings(["A": "4", "C": "3"]))
    }

    @Test func `roles are those of the file, or on Fargate those that are made`() throws {
        let onInstances = try Self.job()
        #expect(onInstances.properties[path: "containerProperties.jobRoleArn"] == nil)
        let onFargate = try Self.job { $1.fargate = true }
        let role = onFargate.properties[path: "containerProperties.jobRoleArn"]
        #expect(role == .reference(Address(onFargate.address.environment!, .role, "fargate"), "arn"))
        let named = try Self.job { ($1.fargate, $1.headJobRole) = (true, "arn:aws:iam::123456789012:role/head") }
        #expect(
            named.properties[path: "containerProperties.jobRoleArn"] == .string("arn:aws:iam::123456789012:role/head"))
    }

    @Test func `a long definition says what takes it up, the largest first`() throws {
        var definition = RemainsTests.definition()
        #expect(!HeadJobLimit.mayExceed(definition))
        definition.preRun = String(repeating: "x", count: 20_000)
        definition.postRun = "echo"
        #expect(HeadJobLimit.mayExceed(definition))
        let size = try #require(HeadJobLimit.size(of: definition))
        #expect(size.total > HeadJobLimit.bytes && size.fields.first?.name == "pre-run")
        #expect(size.fields.first?.bytes == 26_668)
    }

    /// The quick look says no only if that is certain.
    @Test(arguments: [4000, 8000, 12_000, 16_000])
    func `a definition that is too long is always counted`(length: Int) throws {
        for character in ["x", "'", "\\", "☃"] {
            var definition = RemainsTests.definition()
            definition.variables = [EnvironmentVariable("both:A=" + String(repeating: character, count: length))!]
            let total = try #require(HeadJobLimit.size(of: definition)).total
            #expect(total < HeadJobLimit.bytes || HeadJobLimit.mayExceed(definition), "\(character) \(length)")
        }
    }
}

/// Base64 of texts.
struct Base64Tests {
    /// The examples of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `is that of the standard`(text: String, expected: String) {
        #expect(Base64.encoded(Array(text.utf8)) == expected)
    }

    @Test func `has every digit`() { #expect(Base64.encoded([0xFB, 0xFF, 0xBF]) == "+/+/") }

    @Test func `every text is read back`() {
        for length in 0...300 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
    }

    @Test(arguments: ["a", "a-b=", "Zg", "Zg=", "Zh==", "Z", "Zm9v\n", "Zm 9v", "Zm9v=", "====", "Zm9*", "Zm9\u{301}v"])
    func `another form is not read`(text: String) { #expect(Base64.decoded(text) == nil) }
}
