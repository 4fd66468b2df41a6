import AWSClient
import ArgumentParser
import InstanceTypes
import ManifestLoading
import ResourceModel

/// Values that the shell offers when the user presses Tab.
///
/// Completion scripts call the program for them, so that the values are those of the files and profiles of the moment.
/// Nothing is sent over the network.
enum Completions {
    /// The fields of the file and the kinds of diagnostics.
    static let explained = CompletionKind.custom { _, _, _ in
        ExplanationView.names
    }

    /// The environments of the files that the command line names.
    static let environments = CompletionKind.custom { words, index, _ in
        CommandLineFiles(words, without: index).environments
    }

    /// AWS's regions.
    static let regions = CompletionKind.custom { _, _, _ in KnownRegions.names }

    /// The profiles of AWS's shared files.
    static let profiles = CompletionKind.custom { _, _, _ in
        SharedConfiguration(environment: ProcessEnvironment.current.awsEnvironment).profileNames
    }

    /// The beginnings of `--report FORM=FILE`.
    static let reports = CompletionKind.list(OutputFormat.allCases.map { "\($0.rawValue)=" })

    /// The variables of the environment whose names say that they hold a secret.
    static let secretVariables = CompletionKind.custom { _, _, _ in
        ProcessEnvironment.current.variables.keys.filter(SecretNames.denies).sorted()
    }

    /// The families of EC2's instance types, and the types of a family whose name is typed already.
    static let instanceTypes = CompletionKind.custom { _, _, prefix in
        InstanceCatalogue.builtIn.names(near: prefix)
    }
}
