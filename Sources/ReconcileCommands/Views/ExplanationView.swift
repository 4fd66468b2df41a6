import ManifestLoading

/// The output of `explain`.
struct ExplanationView {
    /// The longest line in characters.
    let columns: Int

    /// - Parameter columns: those of the terminal; longer lines than 90 are hard to read.
    init(columns: Int) { self.columns = min(columns, 90) }

    /// Every name there is something to say about.
    var index: String {
        let sections = [("Fields", Self.fields), ("Kinds of diagnostics", Self.kinds)]
        return sections.map { title, names in
            title + ":\n"
                + LineWrapper.wrapped(names.joined(separator: "  "), to: columns - 2).map { "  " + $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// Every name there is something to say about, fields first. Some names are of a field and of a kind.
    static var names: [String] { fields + kinds.filter { !fields.contains($0) } }

    private static var fields: [String] {
        FieldCatalogue.environment.fields.map(\.name) + FieldCatalogue.settings.fields.map { "reconcile.\($0.name)" }
    }

    private static var kinds: [String] { DiagnosticPages.all.map(\.kind) }

    /// The text for a field or a kind; nil where there is none.
    func text(for name: String) -> String? {
        let field = Self.field(name).map(text)
        let page = DiagnosticPages.page(of: name).map { page in
            ([paragraphs("\(page.kind): \(Self.lowercasedFirst(page.title))", [page.text])] + example(of: page))
                .joined(separator: "\n")
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
        if let field = FieldCatalogue.environment[name] ?? FieldCatalogue.settings[inner] { return field }
        // A field of a map within that map is explained with it.
        let member = inner.split(separator: ".").last.map(String.init) ?? inner
        return FieldCatalogue.settings.fields.first { field in
            guard field.type.members.contains(where: { $0.name == member }) else { return false }
            return inner == member || inner == "\(field.name).\(member)"
        }
    }

    private func text(_ field: Field) -> String {
        ([paragraphs(field.name, [field.help]), ""] + lines(field)).joined(separator: "\n")
    }

    /// The page of a field in Markdown, for editors that show it beside the field.
    func markdown(_ field: Field) -> String {
        let lines = lines(field).map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 }
        return field.help + "\n\n" + Markdown.fenced(lines, language: "text")
    }

    /// All of a field's page but its name and its meaning.
    private func lines(_ field: Field) -> [String] {
        var facts: [(String, String)] = [("takes", field.type.words)]
        if let value = field.defaultValue { facts.append(("default", value)) }
        if !field.required.isEmpty {
            let everywhere = field.required.count == ConfigurationMode.allCases.count
            facts.append(("required", everywhere ? "yes" : "in config-mode " + Self.modes(field.required)))
        }
        if field.modes.count < ConfigurationMode.allCases.count { facts.append(("only in", Self.modes(field.modes))) }
        switch field.handling {
        case .platformOnly: facts.append(("acted on", "by the Seqera Platform only"))
        case .nextflow: facts.append(("acted on", "by 'reconcile nextflow-config' and the Seqera Platform"))
        case .structural, .built: break
        }
        let width = facts.map(\.0.count).max() ?? 0
        let table = facts.flatMap { name, value in
            let lines = LineWrapper.wrapped(value, to: columns - width - 4)
            return lines.enumerated().map { index, line in
                let label = index == 0 ? name : ""
                return "  \(label)\(String(repeating: " ", count: width - label.count))  \(line)"
            }
        }
        let change = FieldChangeView(columns: columns).lines(field)
        let rules = FieldRulesView(columns: columns).lines(field)
        return table + values(of: field) + members(of: field) + (change.isEmpty ? [] : [""] + change) + rules
    }

    /// The words that a field takes, each with its meaning.
    private func values(of field: Field) -> [String] {
        guard case .choice(let choices) = field.type else { return [] }
        let lines = choices.all.flatMap { word, meaning -> [String] in
            let lines = LineWrapper.wrapped("\(word): \(meaning)", to: columns - 6)
            return lines.enumerated().map { ($0.offset == 0 ? "    " : "      ") + $0.element }
        }
        return ["", "  Values:"] + lines
    }

    /// The fields of a map that have no separate page.
    private func members(of field: Field) -> [String] {
        let members = field.type.members
        guard FieldCatalogue.settings[members.first?.name ?? ""] == nil else { return [] }
        return members.flatMap { member in
            let value = member.defaultValue.map { "; default \($0)" } ?? ""
            let title = LineWrapper.wrapped("\(member.name): \(member.type.words)\(value)", to: columns - 4)
            return ["", "  " + title[0]] + title.dropFirst().map { "    " + $0 }
                + LineWrapper.wrapped(member.help, to: columns - 4).map { "    " + $0 }
        }
    }

    /// Both texts of a page's example, as they are.
    private func example(of page: DiagnosticPages.Page) -> [String] {
        guard let example = page.example else { return [] }
        return [("Reported:", example.reported), ("Not reported:", example.mended)].flatMap { title, text in
            ["", "  " + title] + text.split(separator: "\n").map { "    " + $0 }
        }
    }

    private static func modes(_ modes: Set<ConfigurationMode>) -> String {
        modes.map(\.rawValue).sorted().joined(separator: " and ")
    }

    private func paragraphs(_ title: String, _ texts: [String]) -> String {
        (LineWrapper.wrapped(title, to: columns)
            + texts.flatMap { [""] + LineWrapper.wrapped($0, to: columns - 2).map { "  " + $0 } })
            .joined(separator: "\n")
    }

    private static func lowercasedFirst(_ text: String) -> String {
        guard let first = text.first, text.dropFirst().first?.isUppercase != true,
            text.first != "A" || text.hasPrefix("A ") || text.hasPrefix("An ")
        else { return text }
        return first.lowercased() + text.dropFirst()
    }
}

extension FieldType {
    /// The possible values, in words.
    var words: String {
        switch self {
        case .text(let format): format == .any ? "a text" : format.expectation
        case .boolean: "True or False"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .decimal(let range): "a number \(range.bounds)"
        case .choice(let choices): "one of " + choices.words.joined(separator: ", ")
        case .list(let format) where !format.splitsAtCommas: "\(format.expectation), or a YAML list of such texts"
        case .list(let format):
            (format == .any ? "texts" : "each \(format.expectation)") + "; separated by commas, or a YAML list"
        case .labels: "key=value, separated by commas or as a YAML list"
        case .file: "the path of a file, relative to the file that names it"
        case .duration: "a length of time such as 30m"
        case .limit(let range):
            "off, or a length of time from \(DurationText.text(range.lowerBound)) to "
                + DurationText.text(range.upperBound)
        case .map(let fields): "a map of " + fields.map(\.name).joined(separator: ", ")
        case .textOrMap(let format, let fields):
            "\(format.expectation), or a map of " + fields.map(\.name).joined(separator: ", ")
        case .numbers(let format, let range):
            "a map of names and numbers \(range.bounds); a name has "
                + format.expectation
        }
    }
}
