import ArgumentParser
import ManifestLoading

/// `--on-exists`
enum OnExistsOption: String, ExpressibleByArgument, CaseIterable {
    case fail
    case ignore
    case overwrite

    var value: EnvironmentDefinition.OnExists {
        switch self {
        case .fail: .fail
        case .ignore: .ignore
        case .overwrite: .overwrite
        }
    }
}
