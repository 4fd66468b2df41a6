import AWSOperations
import Diagnostics
import Kinds
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// AMIs that files take from parameters: each is resolved when an environment is made, and then kept.
struct ImageChoiceTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region
    private static let both = ["update compute-environment.head", "update compute-environment.work"]
    private let golden = ReferenceBench.forge("one", "ami-id: /golden/ami")
    private static let ami = "ami-0123456789abcdef0"
    private static let later = "ami-0fedcba9876543210"

    /// Adds AMIs and a parameter that holds the first.
    private func provide(_ images: String..., architecture: String = "x86_64") async {
        for id in images {
            await bench.account.provideImage(id, architecture: architecture, region: Self.region)
        }
        await bench.account.setParameter("/golden/ami", to: images[0], region: Self.region)
    }

    private func wanted(_ outcome: ReferenceBench.Outcome) -> [String?] {
        outcome.plan.resources.filter { $0.address.kind == .computeEnvironment }.map { resource in
            let images = resource.desired?.properties[path: "computeResources.ec2Configuration"]?.list
            return images?.first?["imageIdOverride"]?.string
        }
    }

    private func held() async -> Set<String?> {
        let environments = await bench.account.computeEnvironments(region: Self.region)
        return Set(environments.map { $0.computeResources?.ec2Configuration?.first?.imageIdOverride })
    }

    @Test func `a value that is JSON gives its image id`() async throws {
        await provide(Self.ami)
        await bench.account.setParameter(
            "/golden/ami", to: #"{"image_id":"\#(Self.ami)","os":"Amazon Linux 2023"}"#, region: Self.region)
        let outcome = try await bench.plan(golden)
        #expect(outcome.diagnostics == [])
        #expect(wanted(outcome) == [Self.ami, Self.ami])
    }

    @Test(arguments: [("resolve:ssm:golden-ami", "golden-ami"), ("/golden/ami:1", "/golden/ami")])
    func `a parameter can have a plain name or a version`(text: String, name: String) async throws {
        await provide(Self.ami, Self.later)
        await bench.account.setParameter("golden-ami", to: Self.ami, region: Self.region)
        await bench.account.setParameter("/golden/ami", to: Self.later, region: Self.region)
        let outcome = try await bench.plan(ReferenceBench.forge("one", "ami-id: \(text)"))
        #expect(wanted(outcome) == [Self.ami, Self.ami])
    }

    @Test func `a newer value is noted once, and taken only on demand`() async throws {
        await provide(Self.ami, Self.later)
        try await bench.apply(golden)
        #expect(await held() == [Self.ami])
        await bench.account.setParameter("/golden/ami", to: Self.later, region: Self.region)
        let noted = try await bench.plan(golden)
        #expect(noted.actions == [])
        #expect(noted.diagnostics.map(\.kind) == ["kept-choice"])
        #expect(noted.diagnostics[0].summary.contains("holds \(Self.later) now"))
        #expect(Drift(noted.plan, Kinds.catalog).isEmpty)
        let wide = golden.replacing("max-cpus: 64", with: "max-cpus: 128")
        try await bench.apply(wide)
        #expect(await held() == [Self.ami])
        // A new environment gets the newer one, also beside one that keeps the older.
        let second = try await bench.plan(golden, ReferenceBench.forge("second", "ami-id: /golden/ami"))
        #expect(Set(wanted(second)) == [Self.ami, Self.later])

        let refreshed = try await bench.plan(wide, refreshes: [.image])
        #expect(refreshed.actions == Self.both && refreshed.diagnostics == [])
        try await bench.carryOut(refreshed.plan)
        #expect(await held() == [Self.later])
        let settled = try await bench.plan(wide, refreshes: [.image])
        #expect(settled.actions == [] && settled.diagnostics == [])
    }

    @Test func `another parameter or an id in the file is an edit and no choice`() async throws {
        await provide(Self.ami, Self.later)
        await bench.account.setParameter("/other", to: Self.later, region: Self.region)
        try await bench.apply(golden)
        for text in ["/other", Self.later] {
            let outcome = try await bench.plan(ReferenceBench.forge("one", "ami-id: \(text)"))
            #expect(outcome.actions == Self.both)
            #expect(wanted(outcome) == [Self.later, Self.later])
        }
        // From an id to a parameter that holds it only the tag is written.
        try await bench.apply(ReferenceBench.forge("one", "ami-id: \(Self.ami)"))
        let outcome = try await bench.plan(golden)
        #expect(
            outcome.plan.resources.flatMap(\.changes).map(\.path) == ["tags.reconcile:image", "tags.reconcile:image"])
    }

    @Test func `an image that does not exist any more is replaced by the current one`() async throws {
        await provide(Self.ami, Self.later)
        try await bench.apply(golden)
        await bench.account.setParameter("/golden/ami", to: Self.later, region: Self.region)
        await bench.account.removeImage(Self.ami, region: Self.region)
        let outcome = try await bench.plan(golden)
        #expect(outcome.actions == Self.both)
        #expect(wanted(outcome) == [Self.later, Self.later])
    }

    @Test(arguments: [
        ("ami-id: /missing", "reference-not-found 9:13"), ("ami-id: /text", "reference-not-usable 9:13"),
        ("ami-id: /gone", "reference-not-found 9:13"), ("ami-id: /arm", "image-mismatch 9:13"),
    ])
    func `a parameter that gives no fitting AMI is an error at the value`(field: String, problem: String) async throws {
        await bench.account.setParameter("/text", to: "latest", region: Self.region)
        await bench.account.setParameter("/gone", to: Self.ami, region: Self.region)
        await bench.account.setParameter("/arm", to: Self.later, region: Self.region)
        await bench.account.provideImage(Self.later, architecture: "arm64", region: Self.region)
        #expect(try await bench.plan(ReferenceBench.forge("one", field)).problems == [problem])
    }

    @Test func `a parameter that is unreadable is an error only where an image is chosen`() async throws {
        await provide(Self.ami)
        await bench.deny("ssm:GetParameters")
        let new = try await bench.plan(golden)
        #expect(new.problems == ["reference-not-usable 9:13"])
        #expect(new.diagnostics.contains { $0.detail.contains("ssm:GetParameters") })
        await bench.account.setFaultHook(nil)
        try await bench.apply(golden)
        await bench.deny("ssm:GetParameters")
        let kept = try await bench.plan(golden)
        #expect(kept.actions == [] && kept.problems == [])
        await bench.account.setFaultHook(nil)
        #expect(try await bench.plan(golden, lookup: .networks).actions == [])
    }

    @Test func `an AMI that was changed outside is drift`() async throws {
        await provide(Self.ami, Self.later)
        try await bench.apply(golden)
        for environment in await bench.account.computeEnvironments(region: Self.region) {
            try await bench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Self.region
            ) { $0.computeResources?.ec2Configuration?[0].imageIdOverride = Self.later }
        }
        let outcome = try await bench.plan(golden, lookup: .networks)
        #expect(Drift(outcome.plan, Kinds.catalog).resources.count == 2)
        try await bench.apply(golden)
        let settled = try await bench.plan(golden)
        #expect(Drift(settled.plan, Kinds.catalog).isEmpty && settled.actions == [])
        #expect(await held() == [Self.later])
    }

    @Test func `the boot disk gets the root device of the image that is kept`() async throws {
        await provide(Self.ami, Self.later)
        var image = EC2.Image(
            imageId: Self.ami, state: "available", architecture: "x86_64", rootDeviceName: "/dev/sda1")
        await bench.account.addImage(image, region: Self.region)
        try await bench.apply(golden)
        image.imageId = Self.later
        image.rootDeviceName = "/dev/xvda"
        await bench.account.addImage(image, region: Self.region)
        await bench.account.setParameter("/golden/ami", to: Self.later, region: Self.region)
        #expect(try await bench.plan(golden).actions == [])
        let refreshed = try await bench.plan(golden, refreshes: [.image])
        #expect(refreshed.actions == ["update launch-template"] + Self.both)
    }

    @Test func `reads parameters ten at a time, each once`() async throws {
        let items = (0..<12).map { ReferenceBench.forge("env\($0)", "ami-id: /golden/\($0 % 11)") }
        for number in 0..<11 {
            await bench.account.setParameter("/golden/\(number)", to: Self.ami, region: Self.region)
        }
        await bench.account.provideImage(Self.ami, architecture: "x86_64", region: Self.region)
        let before = await bench.account.log.count
        let outcome = try await bench.plan(items.joined())
        #expect(outcome.diagnostics == [])
        let calls = await bench.account.log.dropFirst(before).map(\.operation)
        #expect(calls.filter { $0 == "ssm:GetParameters" }.count == 2)
        #expect(calls.filter { $0 == "ec2:DescribeImages" }.count == 1)
    }
}
