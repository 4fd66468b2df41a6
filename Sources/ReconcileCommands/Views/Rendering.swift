import Diagnostics
package import ManifestLoading
package import Planning

/// An output in one of its forms, as it is printed, for programs that feed what is shown with hostile text.
package struct Rendering {
    /// The form's name on a command line.
    package let form: String
    package let text: String

    /// The output of `validate` in each of its forms.
    package static func all(of manifest: LoadedManifest) -> [Rendering] {
        let report = ValidationReport(manifest: manifest, annotations: GitHubRenderer(), path: \.self, firstFile: "-")
        return ValidationFormat.allCases.map { form in
            let written = report.written(as: form)
            return Rendering(form: form.rawValue, text: written.isJSON ? written.text.escapedJSON : written.text)
        }
    }

    /// A plan in each of its forms.
    ///
    /// - Parameter maximumBytes: the most bytes of the Markdown.
    package static func all(of plan: Plan, columns: Int, maximumBytes: Int) -> [Rendering] {
        let document = PlanDocument(plan, origins: FieldOrigins([]))
        let report = PlanReport(document: document, maximumBytes: maximumBytes, isVerbose: true)
        return OutputFormat.allCases.map { form in
            let written = report.written(as: form, style: Style(isColored: false), columns: columns)
            return Rendering(form: form.rawValue, text: written.escaped)
        }
    }
}
