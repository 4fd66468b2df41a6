import Diagnostics
import YAMLSyntax

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells a YAML file of another tool, found in a directory, from a file of compute environments with a mistake in it.
///
/// A file that is skipped by mistake would make `--prune` delete its environments, so only a file that was read whole
/// and that has nothing of an environment in it counts as another tool's.
enum ForeignFile {
    /// True of a text with a word that files of environments have. Another one may be a file of secrets, which no message
    /// quotes.
    static func mayBeManifest(_ source: SourceText) -> Bool {
        words.contains { Self.contains($0, in: source.bytes) }
    }

    /// Searches with memchr, since a run reads up to 100 MiB and the standard library's search takes 100 ns for each byte.
    private static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            var start = 0
            while start + word.count <= bytes.count {
                // A word that is compared ends in the bytes.
                let count = bytes.count - word.count + 1 - start
                guard let found = unsafe memchr(base + start, Int32(word[0]), count) else { return false }
                start = unsafe UnsafeRawPointer(found) - base
                if unsafe bytes[start..<(start + word.count)].elementsEqual(word) { return true }
                start += 1
            }
            return false
        }
    }

    private static let words = ["ompute", "aws-batch", "config-mode", "file-path", "work-dir"].map { Array($0.utf8) }

    /// True if a file that was found in a directory is none of seqerakit's.
    static func matches(_ stream: YAMLStream) -> Bool {
        // Tags and duplicate keys are the other tool's business; what could not be read may be anything.
        let unreadable: Set<String> = ["yaml-syntax", "yaml-encoding", "yaml-limit", "yaml-alias", "yaml-merge"]
        guard stream.isComplete, !stream.diagnostics.contains(where: { unreadable.contains($0.kind) }) else {
            return false
        }
        let documents = stream.documents.filter { !$0.isNull }
        return !documents.isEmpty && documents.contains { !isBlocksOnly($0) }
            && !documents.contains { resemblesManifest($0) }
    }

    /// Other blocks of seqerakit and nothing else.
    private static func isBlocksOnly(_ document: YAMLNode) -> Bool {
        guard case .mapping(let mapping) = document.content else { return false }
        return mapping.pairs.allSatisfy { FieldCatalogue.skippedBlocks.contains($0.key) }
    }

    private static func resemblesManifest(_ document: YAMLNode) -> Bool {
        switch document.content {
        case .scalar: return false
        case .sequence(let items): return items.contains(where: resemblesEnvironment)
        case .mapping(let mapping):
            if mapping.isIncomplete || resemblesEnvironment(document) { return true }
            return mapping.pairs.contains { pair in
                if resemblesBlock(pair.key) { return true }
                guard case .sequence(let items) = pair.value.content else { return false }
                return items.contains(where: resemblesEnvironment)
            }
        }
    }

    private static func resemblesBlock(_ key: String) -> Bool {
        Suggestion.nearest(to: key.trimmed, among: [ManifestReader.block]) != nil
            || Suggestion.folded(key.trimmed).hasPrefix("computeenv")
    }

    private static func resemblesEnvironment(_ node: YAMLNode) -> Bool {
        guard case .mapping(let mapping) = node.content else { return false }
        if mapping["type"]?.scalar?.text.lowercased().hasPrefix("aws-batch") == true { return true }
        let fields = [
            "config-mode", "max-cpus", "work-dir", "provisioning-model", "instance-types", "head-queue",
            "compute-queue", "file-path",
        ]
        return mapping.index(of: "config-mode") != nil || fields.count { mapping.index(of: $0) != nil } > 1
            || mapping.index(of: "file-path") != nil && mapping.index(of: "name") != nil
    }
}
