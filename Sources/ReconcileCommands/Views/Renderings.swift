import Diagnostics
package import ManifestLoading

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
        json = ValidationView(manifest).json.text
        sarif = SARIFView(diagnostics: manifest.diagnostics).json.prettyText()
        junit =
            JUnitRenderer(
                manifest.diagnostics, environments: manifest.environments.map { ($0.name, $0.range) }
            ).text
    }
}
