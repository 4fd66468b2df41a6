import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Things in regions that environments depend on and no file names: only read, and plans do without.
    static var surroundings: [KindDefinition] {
        [
            KindDefinition(
                advice(.connectivity), reader: ConnectivityReader(),
                permissions: [.optional(EC2.DescribeRouteTables.self, EC2.DescribeVpcEndpoints.self)]),
            KindDefinition(
                prices, reader: PriceReader(),
                permissions: [
                    .optional(Pricing.GetProducts.self, unlessNeeded: hasLimit),
                    .optional(EC2.DescribeSpotPriceHistory.self),
                ]),
            KindDefinition(
                advice(.vCPUQuota), reader: QuotaReader(),
                permissions: [.optional(ServiceQuotas.GetServiceQuota.self)]),
            KindDefinition(
                advice(.typeOffering), reader: OfferingReader(),
                permissions: [.optional(EC2.DescribeInstanceTypeOfferings.self)]),
        ]
    }

    /// Returns true if a plan with these prices is refused if they are unknown. Where there is no price list, none is asked.
    @Sendable private static func hasLimit(_ resource: Resource) -> Bool {
        resource.properties["hasLimit"] == .boolean(true) && resource.properties["isListed"] == .boolean(true)
    }

    private static var prices: KindRules {
        var rules = advice(.price)
        rules.lifecycle.holdsPrices = true
        return rules
    }

    private static func advice(_ kind: ResourceKind) -> KindRules {
        var rules = KindRules(kind)
        rules.lifecycle.isOnlyAdvice = true
        return rules
    }
}
