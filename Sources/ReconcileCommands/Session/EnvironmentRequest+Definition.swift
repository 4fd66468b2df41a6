import BatchForge
import ManifestLoading
import Planning
import ResourceModel

extension EnvironmentRequest {
    /// Makes the request of an environment of the file: what it wants and permits.
    ///
    /// - Parameter waitTimeout: seconds to wait if the file gives none.
    init(_ definition: EnvironmentDefinition, builder: ResourceBuilder, waitTimeout: Int) {
        let region = definition.region ?? ""
        let settings = definition.settings
        var policy = Policy()
        policy.allowsReplacement = definition.onExists == .overwrite
        policy.leavesExisting = definition.onExists == .ignore
        policy.isProtected = settings.protect
        policy.retainsOnDelete = settings.onDelete == .retain
        policy.drains = settings.drain
        policy.waitsForAvailable = definition.waitsForAvailable
        policy.waitTimeoutSeconds = settings.waitTimeoutSeconds ?? waitTimeout
        policy.accountID = settings.accountID
        policy.maxHourlyCost = settings.maxHourlyCost?.double
        switch settings.updateStrategy {
        case .auto: policy.updateStrategy = .auto
        case .inPlace: policy.updateStrategy = .inPlace
        case .blueGreen: policy.updateStrategy = .blueGreen
        }
        let resources = builder.resources(for: definition, in: region)
        self.init(
            key: EnvironmentKey(region: region, workspace: definition.workspace, name: definition.name),
            resources: resources,
            retired: builder.retiredResources(for: definition, in: region, besides: resources), policy: policy)
        temporary = builder.verification(for: definition, in: region)
    }
}
