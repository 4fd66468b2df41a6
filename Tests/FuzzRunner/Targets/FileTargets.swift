import Diagnostics
import ManifestLoading
import YAMLSyntax

/// The reader of YAML by itself.
struct YAMLTarget: Target {
    let name = "yaml"
    let seeds: [[UInt8]]

    func run(_ mutator: inout Mutator) -> Outcome {
        let input = mutator.text(of: seeds)
        let source = SourceText(filename: "f.yml", bytes: input)
        var sources = Sources()
        sources.add(source)
        let found = YAMLStream(source).diagnostics
        guard found == YAMLStream(source).diagnostics else {
            return Outcome(inputs: [input], fault: "it says something else the second time")
        }
        return Outcome(inputs: [input], fault: Invariants.fault(found, sources))
    }
}

/// The formatter: what readers of YAML see stays, and a second run changes nothing.
struct FormatTarget: Target {
    let name = "format"
    let seeds: [[UInt8]]

    func run(_ mutator: inout Mutator) -> Outcome {
        let input = mutator.text(of: seeds)
        let formatter = YAMLFormatter { $0.last == "wave" }
        let source = SourceText(filename: "f.yml", bytes: input)
        let once = SourceText(filename: "f.yml", bytes: formatter.format(source).bytes)
        let (before, after) = (YAMLStream(source), YAMLStream(once))
        guard before.documents.map(\.shape) == after.documents.map(\.shape), before.isComplete == after.isComplete
        else {
            return Outcome(inputs: [input], fault: "formatting changes what the file says")
        }
        let isStable = !formatter.format(once).isChanged
        return Outcome(inputs: [input], fault: isStable ? nil : "a second run changes the file again")
    }
}

extension YAMLNode {
    /// Everything that the node says, without its places.
    fileprivate var shape: String {
        switch content {
        case .scalar(let scalar):
            let isWord = scalar.style == .plain && ["true", "false"].contains(scalar.text.lowercased())
            return "'\(isWord ? scalar.text.lowercased() : scalar.text)'"
        case .sequence(let items): return "[" + items.map(\.shape).joined(separator: ",") + "]"
        case .mapping(let mapping):
            return "{" + mapping.pairs.map { "'\($0.key)'\($0.isMerged):\($0.value.shape)" }.joined(separator: ",")
                + "}"
        }
    }
}

/// Env files.
struct EnvironmentFileTarget: Target {
    let name = "environment"

    func run(_ mutator: inout Mutator) -> Outcome {
        let input = mutator.text(of: FuzzFiles.variables)
        let names = ["v.sh", "v.env", "v.yml"]
        let name = names[Int.random(in: 0..<3, using: &mutator.random)]
        return Outcome(
            inputs: [input],
            fault: Invariants.fault { FuzzFiles.load(FuzzFiles.manifest, variables: (input, name), export: []) })
    }
}

/// All steps of `validate`, exports and output included.
struct ValidateTarget: Target {
    let name = "validate"
    let seeds: [[UInt8]]

    func run(_ mutator: inout Mutator) -> Outcome {
        let inputs = [mutator.text(of: seeds), mutator.text(of: FuzzFiles.exports)]
        let variables = (FuzzFiles.variables[0], "v.sh")
        return Outcome(
            inputs: inputs,
            fault: Invariants.fault { FuzzFiles.load(inputs[0], variables: variables, export: inputs[1]) })
    }
}
