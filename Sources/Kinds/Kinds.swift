public import Planning
public import Reconciliation

/// The kinds of resources.
public enum Kinds {
    /// The one list of kinds. To add a kind, add its folder and a line here.
    public static let all = KindRegistry(
        [
            .serviceLinkedRole, .role, .managedPolicy, .instanceProfile, .logGroup, .elasticFileSystem,
            .lustreFileSystem, .launchTemplate, .computeEnvironment, .schedulingPolicy, .jobQueue, .jobDefinition,
            .externalJobQueue, .restoredRole, .network,
        ] + KindDefinition.namedResources + KindDefinition.surroundings)

    /// The facts with which plans are made.
    public static var catalog: KindCatalog { all.catalog }
}

extension StateReader {
    /// Makes a reader of all kinds.
    public init(_ access: AWSAccess) { self.init(access, Kinds.all) }
}

extension Preflight {
    /// Makes a preflight for all kinds.
    public init(_ access: AWSAccess) { self.init(access, Kinds.all) }
}

extension Applier {
    /// Makes an applier of all kinds.
    ///
    /// - Parameters:
    ///   - isPreflighted: true if ``Preflight`` has found nothing in the plan's way.
    ///   - observe: hears of everything that happens.
    public init(
        _ access: AWSAccess, isPreflighted: Bool = false, observe: @escaping @Sendable (ApplyEvent) async -> Void
    ) {
        self.init(access, Kinds.all, isPreflighted: isPreflighted, observe: observe)
    }
}
