import AWSOperations
import Testing

/// The endpoints of a service in a region, as botocore resolves them.
struct EndpointSample: Sendable, CustomTestStringConvertible {
    var service: Service
    var region: String
    /// Plain, FIPS, dual-stack, both.
    var hosts: [String]
    var testDescription: String { "\(service.id) \(region)" }

    static let all: [EndpointSample] = table.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let service = Service.all.first(where: { $0.id == words[0] }) else { return nil }
        return EndpointSample(service: service, region: words[1], hosts: Array(words[2...]))
    }
}
