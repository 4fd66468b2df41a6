import AWSOperations
import InstanceTypes
import Planning
import Reconciliation
import ResourceModel

/// Reads the prices of what environments may start: all types of a region with one call each to the price list and to
/// EC2, and Fargate with one more [aws-rules: Prices].
struct PriceReader: ReferenceReader {
    let kind = ResourceKind.price

    /// The prices of an environment that an apply does not change in what it costs are not asked for, unless its file
    /// limits the cost. The names of its instance types, now and then, are added to the others.
    func worthwhile(
        _ resources: [Resource], among all: [Resource], existing: [Address: [ObservedResource]]
    ) -> [Resource] {
        let wanted = all.filter { $0.address.kind == .computeEnvironment }.grouped { $0.address.environment }
        let found = existing.filter { $0.key.kind == .computeEnvironment }.grouped { $0.key.environment }
        return resources.compactMap { resource in
            let parts = Set(resource.properties["parts"]?.strings ?? [])
            let desired = (wanted[resource.address.environment] ?? []).filter { parts.contains($0.address.part) }
                .compactMap { environment in
                    CapacityDemand(computeEnvironment: environment.properties).map { (environment.address, $0) }
                }
            let present = (found[resource.address.environment] ?? []).compactMap { address, generations in
                generations.last(where: \.isLive).flatMap { CapacityDemand(computeEnvironment: $0.properties) }
                    .map { (address, $0) }
            }
            return worthwhile(
                resource, Dictionary(uniqueKeysWithValues: desired), Dictionary(uniqueKeysWithValues: present))
        }
    }

    private func worthwhile(
        _ resource: Resource, _ desired: [Address: CapacityDemand], _ present: [Address: CapacityDemand]
    ) -> Resource? {
        let hasLimit = resource.properties["hasLimit"] == .boolean(true)
        let isListed = resource.properties["isListed"] == .boolean(true)
        // What exists may be left as it is, and then only a part that is missing changes the cost.
        let changes =
            resource.properties["leavesExisting"] == .boolean(true)
            ? desired.keys.contains { present[$0] == nil } : desired != present
        guard hasLimit || isListed && changes else { return nil }
        let demands = Array(desired.values) + Array(present.values)
        var resource = resource
        resource.properties = .map([
            "isListed": .boolean(isListed), "hasLimit": .boolean(hasLimit),
            "names": .strings(Set(demands.flatMap(\.instanceTypes)).sorted()),
            "spotNames": .strings(Set(demands.filter(\.isSpot).flatMap(\.instanceTypes)).sorted()),
            "isFargate": .boolean(demands.contains { $0.purchase == .fargate }),
        ])
        return resource
    }

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let listed = resources.filter { $0.properties["isListed"] == .boolean(true) }
        func types(_ member: String) -> [InstanceType] {
            let names = Set(listed.flatMap { $0.properties[member]?.strings ?? [] })
            return Set(names.flatMap(Self.types)).sorted { $0.name < $1.name }
        }
        let hasLimit = resources.contains { $0.properties["hasLimit"] == .boolean(true) }
        let (list, spot, fargate) = try await CallPatience.$current.withValue(hasLimit ? Self.patient : Self.brief) {
            async let list = onDemandPrices(of: types("names"), region, context)
            async let spot = spotPrices(of: types("spotNames"), region, context)
            async let fargate = fargatePrices(
                isWanted: listed.contains { $0.properties["isFargate"] == .boolean(true) }, region, context)
            return try await (list, spot, fargate)
        }
        var findings = ReferenceFindings()
        // Without Spot prices the figures have the most that Spot Instances may cost.
        let spare = spot.unread.map { unread in
            var unread = unread
            unread.isNeeded = false
            return unread
        }
        findings.unread = list.unread + spare + fargate.unread
        guard list.prices != nil || spot.prices != nil || fargate.prices != nil else { return findings }
        for resource in resources {
            var prices = Prices()
            prices.isAsked = resource.properties["isListed"] == .boolean(true)
            prices.fargate = fargate.prices
            for name in resource.properties["names"]?.strings ?? [] {
                let priced = Self.types(of: name).map { type in
                    let price = Prices.Instance(
                        vCPUs: type.vCPUs, onDemand: list.prices?[type.name], spot: spot.prices?[type.name])
                    return (type.name, price)
                }
                prices.instances[name] = Dictionary(priced, uniquingKeysWith: { first, _ in first })
            }
            findings.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: prices.properties)
            ]
        }
        return findings
    }

    /// The types that AWS Batch may start for a name; empty if this version does not know it.
    private static func types(of name: String) -> [InstanceType] { InstanceCatalogue.builtIn.expansion(of: name) ?? [] }

    // MARK: Calls

    private func onDemandPrices(
        of types: [InstanceType], _ region: String, _ context: ReadContext
    ) async throws -> (prices: [String: Double]?, unread: [UnreadReference]) {
        // Bare metal is listed as a product of another family, with another tenancy.
        let requests = [false, true].flatMap { isBareMetal in
            types.filter { $0.isBareMetal == isBareMetal }.map(\.name).inChunks(of: Self.mostTypes).map { names in
                PriceList.instances(names, isBareMetal: isBareMetal, in: region)
            }
        }
        return try await read(region) {
            try await concurrently(requests) { try await $0.items(context) }.flatMap(\.self).reduce(into: [:]) {
                prices, item in
                guard let type = item.attribute("instanceType"), let price = item.price else { return }
                prices[type] = max(price, prices[type] ?? 0)
            }
        }
    }

    private func fargatePrices(
        isWanted: Bool, _ region: String, _ context: ReadContext
    ) async throws -> (prices: Prices.Fargate?, unread: [UnreadReference]) {
        guard isWanted else { return (nil, []) }
        let (found, unread) = try await read(region) { try await PriceList.fargate(in: region).items(context) }
        // Usage types begin with a code of the region, and those of Fargate Spot have `SpotUsage` after it.
        func price(_ usage: String) -> Double? {
            (found ?? []).filter { item in
                item.attribute("usagetype").map { $0.hasSuffix(usage) && !$0.contains("SpotUsage") } ?? false
            }.compactMap(\.price).max()
        }
        // The usage types of ARM and Windows have another word before the unit.
        guard let vCPU = price("Fargate-vCPU-Hours:perCPU"), let gigabyte = price("Fargate-GB-Hours") else {
            return (nil, unread)
        }
        return (Prices.Fargate(vCPU: vCPU, gigabyte: gigabyte), unread)
    }

    /// Reads the Spot prices now, of each type the highest of the zones.
    private func spotPrices(
        of types: [InstanceType], _ region: String, _ context: ReadContext
    ) async throws -> (prices: [String: Double]?, unread: [UnreadReference]) {
        let caller = context.caller(region)
        // AWS answers with the price that is in force at the start.
        let now = Timestamp.text(await context.access.clock.now())
        return try await read(region) {
            let found = try await concurrently(types.map(\.name).inChunks(of: Self.mostTypes)) { names in
                try await everyPage(of: EC2.DescribeSpotPriceHistory.self) { token in
                    let answer = try await caller.call(
                        EC2.DescribeSpotPriceHistory(
                            startTime: now, endTime: now, instanceTypes: names,
                            productDescriptions: ["Linux/UNIX", "Linux/UNIX (Amazon VPC)"], nextToken: token))
                    return (answer.spotPriceHistory ?? [], answer.nextToken)
                }
            }.flatMap(\.self)
            return Self.highest(found)
        }
    }

    /// The newest price of each zone, and of each type the highest of them.
    private static func highest(_ history: [EC2.SpotPrice]) -> [String: Double] {
        struct Pool: Hashable {
            let type: String
            let zone: String
        }
        let pools = history.grouped { Pool(type: $0.instanceType ?? "", zone: $0.availabilityZone ?? "") }
        return pools.reduce(into: [:]) { prices, pool in
            let newest = pool.value.max { ($0.timestamp ?? "") < ($1.timestamp ?? "") }
            guard let price = Prices.price(newest?.spotPrice) else { return }
            prices[pool.key.type] = max(price, prices[pool.key.type] ?? 0)
        }
    }

    /// A plan does without what it only shows, and a network without a way to the price list may swallow the calls.
    private static let brief = CallPatience.brief(attempts: 1, ofSeconds: 5)

    /// A limit is refused without prices.
    private static let patient = CallPatience.brief(attempts: 2, ofSeconds: 10)

    /// The names in one request: a value of a filter has at most 1,024 characters [botocore 1.44.5, Filter of pricing].
    private static let mostTypes = 50

    /// Returns the result of calls that are optional, or nil and the reason, whatever it is.
    private func read<Result: Sendable>(
        _ region: String, _ calls: @Sendable () async throws -> Result
    ) async throws -> (Result?, [UnreadReference]) {
        var findings = ReferenceFindings()
        do {
            let result = try await findings.answer(on: kind, in: region, calls)
            return (result, findings.unread)
        } catch let error as ServiceError {
            // The page of a proxy, which may let all other endpoints pass.
            let unread = UnreadReference(
                kind, in: region, action: error.operation, reason: "\(error)", isRefused: false)
            return (nil, [unread])
        }
    }
}

extension CapacityDemand {
    fileprivate var isSpot: Bool { if case .spot = purchase { true } else { false } }
}
