import Diagnostics
import YAMLSyntax

@testable import ManifestLoading

extension EnvironmentItem {
    /// Returns the items of a text, as the loader reads them.
    static func all(of text: String) -> [EnvironmentItem] {
        let bounds = FileBounds(MemoryFiles(), allowsExternal: false)
        var reader = ItemReader(
            values: ValueReader(Expander(Variables([:]))), options: LoadingOptions(), files: ReferencedFiles(bounds))
        let stream = YAMLStream(SourceText(filename: "f.yml", bytes: Array(text.utf8)))
        return stream.documents.flatMap { document -> [YAMLNode] in
            guard case .mapping(let root) = document.content, let block = root["compute-envs"],
                case .sequence(let nodes) = block.content
            else { return [] }
            return nodes
        }.compactMap { reader.read($0) }
    }
}
