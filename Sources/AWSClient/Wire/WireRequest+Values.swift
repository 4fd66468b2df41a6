import FoundationEssentials
import Signing

extension WireRequest {
    /// The values of a parameter, one for each element if it is a list: a member of the JSON, or a field of the form or of
    /// the query.
    func values(of parameter: String) -> [String] {
        let sent = query.filter { $0.name == parameter }.map(\.value)
        guard sent.isEmpty, let body else { return sent }
        if let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(body)) {
            guard let value = tree.member(parameter) else { return [] }
            return value.scalar.map { [$0] } ?? value.elements.compactMap(\.scalar)
        }
        return String(decoding: body, as: UTF8.self).split(separator: "&").compactMap { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, Self.isField(PercentEncoding.decode(String(parts[0])), of: parameter) else {
                return nil
            }
            return PercentEncoding.decode(String(parts[1]))
        }
    }

    /// True for `Name`, and for `Name.1`, `Name.2` and so on.
    private static func isField(_ field: String, of parameter: String) -> Bool {
        guard field.hasPrefix(parameter) else { return false }
        let rest = field.dropFirst(parameter.count)
        return rest.isEmpty || (rest.first == "." && Int(rest.dropFirst()) != nil)
    }
}
