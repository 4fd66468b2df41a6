import AWSOperations

extension LifecycleScenario {
    static let imageParameters = LifecycleScenario("image-parameters") { runner in
        let names = ["", "arm64/", "gpu/"].map { "/aws/service/ecs/optimized-ami/amazon-linux-2023/\($0)recommended" }
        let missing = "/" + runner.name("missing")
        let answer = try await runner.call(SSM.GetParameters(names: names + [missing]))
        let found = answer.parameters ?? []
        await runner.check("public parameters", Set(found.compactMap(\.name)) == Set(names), "\(found)")
        await runner.check(
            "JSON with an image id",
            found.allSatisfy { $0.value?.contains("\"image_id\":\"ami-") == true }
                || found.allSatisfy { $0.value?.contains("\"image_id\": \"ami-") == true }, "\(found)")
        await runner.check("three images", Set(found.map(\.value)).count == 3)
        await runner.check("a parameter that is not there", answer.invalidParameters == [missing], "\(answer)")
        try await runner.refused(
            "eleven names", code: "ValidationException",
            SSM.GetParameters(names: (0..<11).map { "/\(runner.name("n"))\($0)" }))
        let ids = [EC2.Filter(name: "image-id", values: ["ami-0123456789abcdef0"])]
        let images = try await runner.call(EC2.DescribeImages(filters: ids, includeDeprecated: true)).images
        await runner.check("an image that is not there", images?.isEmpty == true)
    }
}
