public import ResourceModel

/// A quota of EC2 on the vCPUs that run at once, by how they are bought and the class of their types
/// [aws-rules: Quotas of vCPUs].
public struct VCPUQuota: Sendable, Hashable {
    /// The code of Service Quotas.
    public let code: String
    /// EC2's name of the quota.
    public let name: String

    /// Returns the quotas that a compute environment uses; empty for Fargate and for types of other classes.
    public static func of(_ environment: Resource) -> [VCPUQuota] {
        let resources = environment.properties["computeResources"]
        guard let type = resources?["type"]?.string, ["SPOT", "EC2"].contains(type) else { return [] }
        let families = resources?["instanceTypes"]?.strings ?? []
        return Set(families.compactMap { Class($0) }).sorted { $0.rawValue < $1.rawValue }.map {
            VCPUQuota($0, isSpot: type == "SPOT")
        }
    }

    private init(_ types: Class, isSpot: Bool) {
        switch types {
        case .standard: code = isSpot ? "L-34B43A08" : "L-1216C47A"
        case .graphics: code = isSpot ? "L-3819A6DF" : "L-DB2E81BA"
        case .acceleration: code = isSpot ? "L-7212CCBC" : "L-417A185B"
        }
        name = (isSpot ? "Spot" : "On-Demand") + " vCPUs of \(types.rawValue)"
    }

    /// The classes of types that share a quota and that are used here.
    private enum Class: String {
        case standard = "standard types"
        case graphics = "G and VT types"
        case acceleration = "P types"

        /// Makes the class of a type, a family or one of Batch's words; nil for another class.
        init?(_ type: String) {
            if type.hasPrefix("optimal") || type.hasPrefix("default") {
                self = .standard
                return
            }
            switch String(type.prefix { $0.isLetter }) {
            case "a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z": self = .standard
            case "g", "gr", "vt": self = .graphics
            case "p": self = .acceleration
            default: return nil
            }
        }
    }
}
