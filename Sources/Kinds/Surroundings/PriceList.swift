import AWSOperations
import FoundationEssentials
import Planning
import Reconciliation

/// A question to AWS's price list: a service, and the attributes that its products must have.
struct PriceList {
    let service: String
    let filters: [Pricing.Filter]

    /// The list has an endpoint in few regions, and each has the prices of all regions.
    private static let region = "us-east-1"

    /// Linux instances that are bought On-Demand.
    static func instances(_ types: [String], isBareMetal: Bool, in region: String) -> PriceList {
        PriceList(
            service: "AmazonEC2",
            filters: [
                matching("regionCode", region), matching("operatingSystem", "Linux"),
                matching("preInstalledSw", "NA"), matching("capacitystatus", "Used"),
                matching("marketoption", "OnDemand"), matching("tenancy", isBareMetal ? "Dedicated" : "Shared"),
                Pricing.Filter(type: "ANY_OF", field: "instanceType", value: types.joined(separator: ",")),
            ])
    }

    /// Everything that Fargate bills.
    static func fargate(in region: String) -> PriceList {
        PriceList(
            service: "AmazonECS",
            filters: [
                matching("regionCode", region),
                Pricing.Filter(type: "CONTAINS", field: "usagetype", value: "Fargate"),
            ])
    }

    private static func matching(_ field: String, _ value: String) -> Pricing.Filter {
        Pricing.Filter(type: "TERM_MATCH", field: field, value: value)
    }

    /// Returns the products; one that is not in the form of the list is left out.
    func items(_ context: ReadContext) async throws -> [Item] {
        let caller = context.caller(Self.region)
        return try await everyPage(of: Pricing.GetProducts.self) { token in
            let answer = try await caller.call(
                Pricing.GetProducts(
                    serviceCode: service, filters: filters, formatVersion: "aws_v1", nextToken: token, maxResults: 100))
            return ((answer.priceList ?? []).compactMap(Item.init), answer.nextToken)
        }
    }

    /// A product of the list, which is JSON in a text.
    struct Item: Sendable, Decodable {
        private let product: Product
        private let terms: Terms

        private struct Product: Decodable { let attributes: [String: String] }
        private struct Terms: Decodable {
            let onDemand: [String: Term]?
            enum CodingKeys: String, CodingKey { case onDemand = "OnDemand" }
        }
        private struct Term: Decodable { let priceDimensions: [String: Dimension] }
        private struct Dimension: Decodable { let pricePerUnit: [String: String] }

        init?(_ text: String) {
            guard let item = try? JSONDecoder().decode(Item.self, from: Data(text.utf8)) else { return nil }
            self = item
        }

        /// An attribute, such as `instanceType`.
        func attribute(_ name: String) -> String? { product.attributes[name] }

        /// The On-Demand price in USD; of several the highest.
        var price: Double? {
            (terms.onDemand ?? [:]).values.flatMap(\.priceDimensions.values)
                .compactMap { Prices.price($0.pricePerUnit["USD"]) }.max()
        }
    }
}
