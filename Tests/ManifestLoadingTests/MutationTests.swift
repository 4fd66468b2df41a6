import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Broken files: loading ends with diagnostics and never traps, for any content.
struct MutationTests {
    private static let tokens = [
        "$", "${", "}", "$(", "`", "'", "\"", "\\", "\n", "\t", ": ", "- ", "&a ", "*a", "<<: ", "[", "]", "{", "|\n",
        ",",
        "#", "\u{FEFF}", "\r", "\u{85}", "日", "\0", "!x ", "? ", "---\n", "=", ";", "~", "%", "@", "export ", "  ",
    ].map { Array($0.utf8) }

    private static let manifest = Array(
        (completeItem
            + "    labels: a=b,c=$V\n    reconcile: {wait-timeout: 5m}\n    subnets:\n      - subnet-01234567\n").utf8)
    private static let variables = Array("#!/bin/sh\nexport V=\"a $HOME\" B='x'\nC=${V:-d}\\ e; D=~/x\n".utf8)

    private func mutate(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: place)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            default:
                let end = min(place + Int.random(in: 0...20, using: &random), bytes.count)
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return bytes
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func neverTraps(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var kinds: Set<String> = []
        for _ in 0..<400 {
            var options = LoadingOptions()
            let name = ["v.sh", "v.env", "v.yml"].randomElement(using: &random) ?? ""
            options.environmentFiles = [.bytes(mutate(Self.variables, &random), name: name)]
            let loader = ManifestLoader(options: options, environment: ["HOME": "/h"], files: MemoryFiles())
            let manifest = loader.load([.bytes(mutate(Self.manifest, &random), name: "f.yml")])
            let rendered = TextRenderer(sources: manifest.sources).render(manifest.diagnostics)
            #expect(rendered.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 })
            for diagnostic in manifest.diagnostics {
                kinds.insert(diagnostic.kind)
                if let range = diagnostic.range {
                    #expect(range.start <= range.end)
                    #expect(manifest.sources[range.filename]?.line(range.start.line) != nil)
                }
            }
        }
        // The mutations reach far enough into the reader to mean something.
        #expect(kinds.isSuperset(of: ["yaml-syntax", "unknown-field", "env-file-syntax", "yaml-encoding"]))
    }
}
