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
