import Planning
import ResourceModel

extension KindRules {
    /// The network of a region, which what files leave open is chosen from.
    static var network: KindRules {
        var rules = KindRules(.network)
        rules.lifecycle.isChosenFrom = true
        return rules
    }
}
