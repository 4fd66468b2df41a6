import AWSOperations
import InstanceTypes

extension Registry {
    mutating func registerPrices() {
        on(Pricing.GetProducts.self) { try $1.getProducts($0, $2) }
        on(EC2.DescribeSpotPriceHistory.self) { try $1.describeSpotPrices($0, $2) }
    }
}

extension AccountState {
    fileprivate func getProducts(
        _ input: Pricing.GetProducts, _ call: Call
    ) throws -> Pricing.GetProducts.Output {
        let filters = input.filters ?? []
        let region = filters.first { $0.field == "regionCode" }?.value ?? "us-east-1"
        let named = filters.first { $0.field == "instanceType" }.map { $0.value.split(separator: ",").map(String.init) }
        let all =
            input.serviceCode == "AmazonECS"
            ? Product.fargate(region) : Product.instances(Self.types(named: named), region)
        let found = all.filter { product in filters.allSatisfy { Self.matches(product, $0) } }
        let size = input.maxResults ?? 100
        guard (1...100).contains(size) else {
            throw call.refusal("InvalidParameterException", "MaxResults must be between 1 and 100")
        }
        let page = try call.page(
            found, size: size, token: input.nextToken,
            invalid: call.refusal("InvalidNextTokenException", "The token is invalid"))
        return Pricing.GetProducts.Output(priceList: try page.items.map { try $0.text }, nextToken: page.next)
    }

    /// True if a product meets a filter; the values of lists are separated by commas.
    private static func matches(_ product: Product, _ filter: Pricing.Filter) -> Bool {
        guard let value = product.attributes[filter.field] else { return false }
        let values = filter.value.split(separator: ",").map(String.init)
        return switch filter.type {
        case "CONTAINS": value.contains(filter.value)
        case "ANY_OF": values.contains(value)
        case "NONE_OF": !values.contains(value)
        default: value == filter.value
        }
    }

    /// The types of some names; all if none is given.
    private static func types(named names: [String]?) -> [InstanceType] {
        let catalogue = InstanceCatalogue.builtIn
        return names.map { $0.compactMap { catalogue[$0] } } ?? instanceTypes
    }

    /// The price that is in force at the start, in every zone of the region's subnets.
    fileprivate func describeSpotPrices(
        _ input: EC2.DescribeSpotPriceHistory, _ call: Call
    ) throws -> EC2.DescribeSpotPriceHistory.Output {
        let zones = Set(self[region: call.region].subnets.compactMap(\.availabilityZone)).sorted()
        let types = Self.types(named: input.instanceTypes).filter(\.isSoldAsSpot)
        let history = types.flatMap { type in
            zones.compactMap { zone in
                PriceTable.price(of: type).map { price in
                    EC2.SpotPrice(
                        availabilityZone: zone, instanceType: type.name, productDescription: "Linux/UNIX",
                        spotPrice: Product.amount(price * PriceTable.spotShare),
                        timestamp: Timestamp.text(call.now))
                }
            }
        }
        let page = try ec2Page(history, input.maxResults, input.nextToken, sizes: 1...1000, call)
        return EC2.DescribeSpotPriceHistory.Output(nextToken: page.next, spotPriceHistory: page.items)
    }
}

/// A product of the price list.
private struct Product: Sendable {
    let attributes: [String: String]
    let price: Double

    static func instances(_ types: [InstanceType], _ region: String) -> [Product] {
        types.compactMap { type in
            PriceTable.price(of: type).map { price in
                Product(
                    attributes: [
                        "regionCode": region, "instanceType": type.name, "vcpu": "\(type.vCPUs)",
                        "operatingSystem": "Linux", "preInstalledSw": "NA", "capacitystatus": "Used",
                        "marketoption": "OnDemand", "tenancy": "Shared",
                    ], price: price)
            }
        }
    }

    static func fargate(_ region: String) -> [Product] {
        PriceTable.fargate.map { usage, price in
            Product(attributes: ["regionCode": region, "usagetype": "USE1-\(usage)"], price: price)
        }
    }

    /// The product as the list has it: JSON in a text, with its price inside terms and dimensions.
    var text: String {
        get throws {
            let dimension = LooseJSON.map([
                "unit": .text("Hrs"), "pricePerUnit": .map(["USD": .text(Self.amount(price))]),
            ])
            return try LooseJSON.map([
                "product": .map(["attributes": .map(attributes.mapValues { .text($0) }), "sku": .text("S")]),
                "terms": .map(["OnDemand": .map(["S.J": .map(["priceDimensions": .map(["S.J.R": dimension])])])]),
            ]).jsonText
        }
    }

    /// A price with ten decimals, as AWS writes it.
    static func amount(_ price: Double) -> String {
        let digits = String(Int((price * 10_000_000).rounded()) + 100_000_000_000_000)
        let whole = digits.dropFirst().dropLast(7).drop { $0 == "0" }
        return "\(whole.isEmpty ? "0" : String(whole)).\(digits.suffix(7))000"
    }
}
