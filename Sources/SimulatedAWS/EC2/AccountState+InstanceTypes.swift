import AWSOperations
import InstanceTypes

extension Registry {
    mutating func registerInstanceTypes() {
        on(EC2.DescribeInstanceTypes.self) { try $1.describeInstanceTypes($0, $2) }
    }
}

extension AccountState {
    /// The types of the built-in catalogue, read once.
    static let instanceTypes = InstanceCatalogue.builtIn.types

    /// Every Region of a simulated account offers the types of the built-in catalogue.
    func describeInstanceTypes(
        _ input: EC2.DescribeInstanceTypes, _ call: Call
    ) throws -> EC2.DescribeInstanceTypes.Output {
        let found = try EC2Filter.apply(input.filters, to: Self.instanceTypes, call) { type, name in
            switch name {
            case "instance-type": [type.name]
            case "bare-metal": [type.isBareMetal ? "true" : "false"]
            case "processor-info.supported-architecture": [type.architecture.rawValue]
            default: nil
            }
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 5...100, call)
        return EC2.DescribeInstanceTypes.Output(
            nextToken: page.next, instanceTypes: page.items.map { EC2.InstanceTypeInfo(instanceType: $0.name) })
    }
}
