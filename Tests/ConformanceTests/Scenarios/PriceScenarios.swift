import AWSOperations

extension LifecycleScenario {
    static let prices = LifecycleScenario("prices") { runner in
        let types = ["c6id.large", "c6id.xlarge"]
        let time = "2026-07-20T00:00:00Z"
        let answer = try await runner.call(
            EC2.DescribeSpotPriceHistory(
                startTime: time, endTime: time, instanceTypes: types, productDescriptions: ["Linux/UNIX"]))
        let found = answer.spotPriceHistory ?? []
        await runner.check("the types that were asked for", Set(found.compactMap(\.instanceType)) == Set(types))
        await runner.check("a price in each", found.allSatisfy { Double($0.spotPrice ?? "").map { $0 > 0 } ?? false })
        await runner.check("several zones", Set(found.map(\.availabilityZone)).count > 1)
        await runner.check(
            "of Linux", found.allSatisfy { $0.productDescription?.hasPrefix("Linux/UNIX") == true },
            "\(found.prefix(1))")
    }
}
