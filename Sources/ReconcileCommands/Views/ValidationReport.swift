import Diagnostics
import ManifestLoading

/// The diagnostics of files in each of the forms of `validate`.
struct ValidationReport {
    let manifest: LoadedManifest
    let annotations: GitHubRenderer
    /// The path of a file from the root of the repository.
    let path: (String) -> String
    /// The file of what has no place.
    let firstFile: String

    /// The report in a form. The text is what people read on standard error, without the summary.
    func written(as form: ValidationFormat) -> WrittenReport {
        let diagnostics = manifest.diagnostics
        switch form {
        case .text:
            return WrittenReport(text: TextRenderer(sources: manifest.sources).render(diagnostics), isJSON: false)
        case .github: return WrittenReport(text: annotations.render(diagnostics), isJSON: false)
        case .json: return WrittenReport(text: ValidationView(manifest).json.text, isJSON: true)
        case .sarif:
            return WrittenReport(text: SARIFView(diagnostics: diagnostics).json.prettyText(), isJSON: true)
        case .codequality:
            let view = CodeQualityView(diagnostics: diagnostics, path: path, firstFile: firstFile)
            return WrittenReport(text: view.json.prettyText(), isJSON: true)
        case .junit:
            let environments = manifest.environments.map { ($0.name, $0.range) }
            return WrittenReport(text: JUnitRenderer(diagnostics, environments: environments).text, isJSON: false)
        }
    }
}
