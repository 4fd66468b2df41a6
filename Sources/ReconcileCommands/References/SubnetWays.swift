import Planning
import ResourceModel

/// The ways from subnets to the services that instances need.
///
/// Without a way out the endpoints have to be those that the Amazon ECS Developer Guide (page vpc-endpoints) and the
/// Amazon ECR User Guide (page vpc-endpoints) list, and the one of CloudWatch Logs.
struct SubnetWays {
    /// The route tables and endpoints of the region.
    let connectivity: Value
    let subnets: [(id: String, subnet: NetworkState.Subnet)]
    let region: String

    /// A fact about some of the subnets.
    struct Finding: Hashable {
        let kind: String
        let summary: String
        let detail: String
        /// True if it only costs money.
        var isCost = false
    }

    private static let services = ["ecs", "ecs-agent", "ecs-telemetry", "ecr.api", "ecr.dkr", "logs", "s3"]

    /// The facts, each once for all subnets with which it is so.
    var findings: [Finding] {
        guard let tables = connectivity["routeTables"]?.list else { return [] }
        var locked: [[String]: [String]] = [:]
        var unaddressed: [String] = []
        var throughNAT: [String] = []
        for (id, subnet) in subnets {
            guard let table = Self.table(of: id, subnet, in: tables) else { continue }
            let way = table["way"]?.string ?? ""
            if way.isEmpty {
                guard let missing = missing(subnet.vpc, table), !missing.isEmpty else { continue }
                locked[missing, default: []].append(id)
            } else if way.hasPrefix("igw-"), subnet.givesPublicAddresses == false {
                unaddressed.append(id)
            } else if way.hasPrefix("nat-"), missing(subnet.vpc, table)?.contains("s3") == true {
                throughNAT.append(id)
            }
        }
        return locked.sorted { $0.value[0] < $1.value[0] }.map(Self.locked) + Self.unaddressed(unaddressed)
            + Self.cost(throughNAT)
    }

    private static func locked(_ missing: [String], _ ids: [String]) -> Finding {
        Finding(
            kind: "no-way-out", summary: "instances have no way out of \(quoted(ids))",
            detail:
                "they do not reach \(missing.joined(separator: ", ")), so that jobs stay RUNNABLE; route the subnets "
                + "to a NAT gateway, or make VPC endpoints for these services")
    }

    private static func unaddressed(_ ids: [String]) -> [Finding] {
        guard !ids.isEmpty else { return [] }
        return [
            Finding(
                kind: "no-way-out",
                summary: "instances in \(quoted(ids)) get no public address, and the way out is an internet gateway",
                detail:
                    "they do not reach ECS, so that jobs stay RUNNABLE; let the subnets assign public IPv4 addresses, "
                    + "or name subnets behind a NAT gateway")
        ]
    }

    private static func cost(_ ids: [String]) -> [Finding] {
        guard !ids.isEmpty else { return [] }
        return [
            Finding(
                kind: "no-storage-endpoint", summary: "\(quoted(ids)) reach S3 through a NAT gateway",
                detail: "AWS charges for each gigabyte; a gateway endpoint for S3 costs nothing", isCost: true)
        ]
    }

    private static func quoted(_ ids: [String]) -> String { ids.map { "'\($0)'" }.joined(separator: ", ") }

    /// A subnet has the table that names it, else the main table of its VPC.
    private static func table(of id: String, _ subnet: NetworkState.Subnet, in tables: [Value]) -> Value? {
        tables.first { $0["subnets"]?.strings?.contains(id) == true }
            ?? tables.first { $0["vpc"]?.string == subnet.vpc && $0["isMain"]?.boolean == true }
    }

    /// Returns the services without an endpoint; nil if the endpoints were not read.
    private func missing(_ vpc: String, _ table: Value) -> [String]? {
        guard let endpoints = connectivity["endpoints"]?.list else { return nil }
        let usable = endpoints.filter { endpoint in
            guard endpoint["vpc"]?.string == vpc, endpoint["state"]?.string?.lowercased() == "available" else {
                return false
            }
            // An endpoint of the gateway type is in route tables, the others are in the whole VPC.
            guard endpoint["type"]?.string?.lowercased() == "gateway", let id = table["id"]?.string else { return true }
            return endpoint["routeTables"]?.strings?.contains(id) == true
        }
        let names = usable.compactMap { $0["service"]?.string }
        return Self.services.filter { service in !names.contains { $0.hasSuffix(".\(region).\(service)") } }
    }
}
