import Planning
import ResourceModel

extension KindRules {
    /// The network of a region, from which open fields of files are chosen.
    static var network: KindRules {
        var rules = KindRules(.network)
        rules.lifecycle.isChosenFrom = true
        return rules
    }
}
