import Diagnostics
package import ManifestLoading
package import Planning

/// The output of `validate` in each of its formats, for programs that feed it broken files.
package struct Renderings {
    package let text: String
    package let github: String
    package let json: String
    package let sarif: String
    package let junit: String

    /// Renders it all.
    package init(_ manifest: LoadedManifest) {
        text = TextRenderer(sources: manifest.sources).render(manifest.diagnostics)
        github = GitHubRenderer().render(manifest.diagnostics)
        json = ValidationView(manifest).json.text.escapedJSON
        sarif = SARIFView(diagnostics: manifest.diagnostics).json.prettyText().escapedJSON
        junit =
            JUnitRenderer(
                manifest.diagnostics, environments: manifest.environments.map { ($0.name, $0.range) }
            ).text
    }
}

/// A plan in each of its forms, as they are printed, for programs that fill plans with hostile text.
package struct PlanRenderings {
    package let text: String
    package let json: String
    package let markdown: String
    package let html: String
    package let gitlab: String
    package let dot: String
    package let mermaid: String

    /// Renders it all.
    ///
    /// - Parameter maximumBytes: the most bytes of the Markdown.
    package init(_ plan: Plan, columns: Int, maximumBytes: Int) {
        let document = PlanDocument(plan, origins: FieldOrigins([]))
        let report = PlanReport(document: document, maximumBytes: maximumBytes, isVerbose: true)
        func written(_ form: OutputFormat) -> String {
            report.written(as: form, style: Style(isColored: false), columns: columns).escaped
        }
        text = written(.text)
        json = written(.json)
        markdown = written(.markdown)
        html = written(.html)
        gitlab = written(.gitlab)
        dot = written(.dot)
        mermaid = written(.mermaid)
    }
}
