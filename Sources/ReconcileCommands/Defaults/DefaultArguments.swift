import ArgumentParser

/// The options that a command line leaves out and that variables or a file give: the flag wins over the variable, and the
/// variable over the file.
struct DefaultArguments {
    static let prefix = "RECONCILE_"

    /// Arguments that were added, and where each comes from.
    struct Added {
        let argument: String
        let source: String
    }

    let arguments: [String]
    let added: [Added]
    /// Variables that have the prefix and are no option of any command, sorted.
    let unknown: [String]

    /// Completes a command line.
    ///
    /// - Parameters:
    ///   - everyVariable: the variables of the environment.
    ///   - find: finds the path of the file of defaults for an input.
    ///   - isSavedPlan: true of a file that is a saved plan, for which what matters to planning has no meaning.
    init(
        _ arguments: [String], variables everyVariable: [String: String],
        find: (_ input: String) -> String?, isSavedPlan: (String) -> Bool
    ) throws {
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else {
            (self.arguments, added, unknown) = (arguments, [], [])
            return
        }
        // A shell that has read 'output --format shell' has results beside options.
        let variables = everyVariable.filter { name, _ in
            !(name.hasPrefix(Self.prefix) && OutputView.variables.contains(name))
        }
        let isNamed = variables.contains { $0.key.hasPrefix(Self.prefix) && !$0.value.isEmpty }
        let words = Array(arguments.dropFirst())
        // Without a file that could be beside an input, the declaration of the commands need not be read.
        let mayHaveFile = words.contains { !$0.hasPrefix("-") && find($0) != nil }
        let commands = isNamed || mayHaveFile ? try CommandOptions.all() : [:]
        guard let options = commands[name]?.options else {
            (self.arguments, added, unknown) = (arguments, [], [])
            return
        }
        let known = Set(commands.values.flatMap(\.options).map(\.variable))
        unknown = variables.keys.filter { $0.hasPrefix(Self.prefix) && !known.contains($0) }.sorted()
        let line = GivenArguments(words, options)
        let takesFiles = options.contains { $0.name == "env-file" }
        let defaults = try takesFiles ? line.inputs.first.flatMap(find).map { try DefaultsFile($0) } : nil
        try defaults?.check(for: name, of: commands)
        let isSaved = name == "apply" && line.inputs.contains(where: isSavedPlan)
        let idle = isSaved ? Self.planning : Self.withoutEffect(on: name, line, variables)
        added = try options.filter { !line.names.contains($0.name) && !idle.contains($0.name) }
            .flatMap { option -> [Added] in
                if let text = variables[option.variable], !text.isEmpty {
                    return try Self.values(text, option).map { Added(argument: $0, source: option.variable) }
                }
                return try defaults?.values(of: option).map { Added(argument: $0, source: defaults?.path ?? "") } ?? []
            }
        self.arguments = [name] + added.map(\.argument) + words
    }

    /// Options that have their say when a plan is made, and none when a saved one is carried out.
    static let planning: Set<String> = [
        "env-file", "env-allow", "env-files-only", "target", "ignore-unsupported", "allow-external-files", "region",
        "name-prefix", "on-exists", "prune", "prune-scope", "allow-destroy", "allow-data-loss", "refresh",
    ]

    /// The options that a command refuses beside others of the line: a default is for the commands that it has an effect on.
    private static func withoutEffect(
        on command: String, _ line: GivenArguments, _ variables: [String: String]
    ) -> Set<String> {
        guard command == IAMPolicyCommand.configuration.commandName else { return [] }
        let purpose = line.values["for"] ?? variables[prefix + "FOR"] ?? ""
        return IAMPolicyCommand.optionsWithoutEffect(
            for: IAMPolicyCommand.Purpose(rawValue: purpose) ?? .apply,
            isTrust: line.names.contains("trust") || variables[prefix + "TRUST"]?.isEmpty == false)
    }

    /// The arguments for the text of a variable. A repeatable option takes a value a line.
    private static func values(_ text: String, _ option: CommandOptions.Option) throws -> [String] {
        if option.isFlag {
            guard let isOn = truth(text) else {
                // `--sandbox` is a flag that may name a file.
                if option.name == "sandbox" { return ["--sandbox=\(text)"] }
                throw CommandError(
                    usage: "\(option.variable) is neither true nor false",
                    detail: "give true or false for --\(option.name)")
            }
            return isOn ? ["--\(option.name)"] : []
        }
        let values = option.isRepeatable ? text.split(whereSeparator: \.isNewline).map(String.init) : [text]
        return values.map { "--\(option.name)=\($0)" }
    }

    /// True or false, in the words that YAML and shells have for them; nil for any other text.
    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off": false
        default: nil
        }
    }
}

/// The options and the inputs of a command line.
struct GivenArguments {
    /// The long names of the options that are given.
    private(set) var names: Set<String> = []
    /// Their values by their long names; of an option that is given twice the last one.
    private(set) var values: [String: String] = [:]
    /// The arguments that are no options.
    private(set) var inputs: [String] = []

    init(_ words: [String], _ options: [CommandOptions.Option]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                inputs += rest
                return
            }
            guard word.hasPrefix("-"), word.count > 1 else {
                inputs.append(word)
                continue
            }
            let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
            let found =
                word.hasPrefix("--")
                ? options.filter { $0.name == name }
                : options.filter { option in name.contains { option.letters.contains($0) } }
            names.formUnion(found.map(\.name))
            guard let option = found.first(where: { !$0.isFlag }) else { continue }
            // Without '=' the next word is the value.
            values[option.name] =
                word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) } ?? rest.popFirst()
        }
    }
}
