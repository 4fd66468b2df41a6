import ArgumentParser

/// The format in which `validate` prints what it found.
enum ValidationFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One object for programs.
    case json
    /// Annotations of GitHub Actions, beside the text; chosen by itself where GitHub Actions runs us.
    case github
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// JUnit XML, for CI systems that show tests.
    case junit
    /// GitLab's report of code quality.
    case codequality
}
