import ManifestLoading

/// What `explain` prints.
struct ExplanationView {
    /// How long a line may be.
    let columns: Int

    /// - Parameter columns: those of the terminal; longer lines than 90 are hard to read.
    init(columns: Int) { self.columns = min(columns, 90) }

    /// Every name there is something to say about.
    var index: String {
        let fields = FieldCatalogue.environment.fields.map(\.name)
        let settings = FieldCatalogue.settings.fields.map { "reconcile.\($0.name)" }
        let sections = [
            ("Fields", fields + settings), ("Kinds of diagnostics", DiagnosticPages.all.map(\.kind)),
        ]
        return sections.map { title, names in
            title + ":\n"
                + Fitting.wrapped(names.joined(separator: "  "), to: columns - 2).map { "  " + $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The text for a field or a kind; nil where there is none.
    func text(for name: String) -> String? {
        let field = Self.field(name).map(text)
        let page = DiagnosticPages.page(of: name).map { page in
            paragraphs("\(page.kind): \(Self.lowercasedFirst(page.title))", [page.text])
        }
        let found = [field, page].compactMap { $0 }
        return found.isEmpty ? nil : found.joined(separator: "\n\n")
    }

    /// The name that was meant.
    static func nearest(to name: String) -> String? {
        Suggestion.nearest(
            to: name,
            among: FieldCatalogue.environment.fields.map(\.name) + FieldCatalogue.settings.fields.map(\.name)
                + DiagnosticPages.all.map(\.kind))
    }

    /// The field of a name; of the `reconcile:` map also with the map's name before it.
    static func field(_ name: String) -> Field? {
        let inner = name.hasPrefix("reconcile.") ? String(name.dropFirst("reconcile.".count)) : name
        return FieldCatalogue.environment[name] ?? FieldCatalogue.settings[inner]
    }

    private func text(_ field: Field) -> String {
        var facts: [(String, String)] = [("takes", field.type.words)]
        if let value = field.defaultValue { facts.append(("default", value)) }
        if !field.required.isEmpty {
            let everywhere = field.required.count == ConfigurationMode.allCases.count
            facts.append(("required", everywhere ? "yes" : "in config-mode " + Self.modes(field.required)))
        }
        if field.modes.count < ConfigurationMode.allCases.count { facts.append(("only in", Self.modes(field.modes))) }
        if case .platformOnly = field.handling { facts.append(("acted on", "by the Seqera Platform only")) }
        let width = facts.map(\.0.count).max() ?? 0
        let table = facts.flatMap { name, value in
            let lines = Fitting.wrapped(value, to: columns - width - 4)
            return lines.enumerated().map { index, line in
                let label = index == 0 ? name : ""
                return "  \(label)\(String(repeating: " ", count: width - label.count))  \(line)"
            }
        }
        let change = FieldChangeView(columns: columns).lines(field)
        return ([paragraphs(field.name, [field.help]), ""] + table + [""] + change).joined(separator: "\n")
    }

    private static func modes(_ modes: Set<ConfigurationMode>) -> String {
        modes.map(\.rawValue).sorted().joined(separator: " and ")
    }

    private func paragraphs(_ title: String, _ texts: [String]) -> String {
        ([title] + texts.flatMap { [""] + Fitting.wrapped($0, to: columns - 2).map { "  " + $0 } })
            .joined(separator: "\n")
    }

    private static func lowercasedFirst(_ text: String) -> String {
        guard let first = text.first, text.dropFirst().first?.isUppercase != true,
            text.first != "A" || text.hasPrefix("A ")
        else { return text }
        return first.lowercased() + text.dropFirst()
    }
}

extension FieldType {
    /// What a value may be, in words.
    var words: String {
        switch self {
        case .text(let format): format == .any ? "a text" : format.expectation
        case .boolean: "True or False"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .list(let format):
            (format == .any ? "texts" : "each \(format.expectation)")
                + (format.splitsAtCommas ? "; separated by commas, or a YAML list" : "; one of them, or a YAML list")
        case .labels: "key=value, separated by commas or as a YAML list"
        case .file: "the path of a file, relative to the file that names it"
        case .duration: "a length of time such as 30m"
        case .map(let fields): "a map of " + fields.map(\.name).joined(separator: ", ")
        }
    }
}
