import FoundationEssentials
package import ManifestLoading

/// A text that a file carries into AWS and that no output may show.
package enum Secret {
    /// The text to look for.
    package static var text: String { "hunter2-correct-horse-battery-staple" }

    /// The environment with the secret added to its ECS configuration.
    package static func plant(in definition: EnvironmentDefinition) -> EnvironmentDefinition {
        guard case .forge(var configuration) = definition.configuration else { return definition }
        let lines = [configuration.ecsConfig, "ECS_ENGINE_AUTH_DATA=\(text)"].compactMap { $0 }
        configuration.ecsConfig = lines.joined(separator: "\n")
        var planted = definition
        planted.configuration = .forge(configuration)
        return planted
    }

    /// The forms in which it may lie in a text: as it is, and inside something encoded in base64 at each of the three
    /// places that it can have there.
    private static var forms: [String] {
        let encoded = (0...2).map { shift in
            let padded = String(repeating: "x", count: shift) + text + "xxx"
            // The digits that depend only on the secret; the first and the last bytes also encode the text around it.
            return String(Data(padded.utf8).base64EncodedString().dropFirst(4).prefix(text.count))
        }
        return [text] + encoded
    }

    /// The first text that contains the secret; nil if none does.
    package static func leak(in texts: [String]) -> String? {
        let forms = forms.map { Array($0.utf8) }
        return texts.first { text in
            let bytes = Array(text.utf8)
            return forms.contains { contains($0, in: bytes) }
        }
    }

    private static func contains(_ form: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= form.count else { return false }
        for start in 0...(bytes.count - form.count)
        where bytes[start] == form[0] && bytes[start + 1] == form[1] {
            if bytes[start..<start + form.count].elementsEqual(form) { return true }
        }
        return false
    }
}
