import ResourceModel

/// Plans one environment.
struct EnvironmentPlanner {
    let observation: Observation
    let request: EnvironmentRequest
    let kinds: KindCatalog
    var known: KnownAttributes
    /// True if resources that an earlier form of the environment left are deleted.
    let prunes: Bool
    /// True if existing resources without our tags become owned, and nothing else is done.
    let adopts: Bool
    /// True if subnets and security groups that the file leaves open are chosen again.
    let refreshesNetwork: Bool
    /// True if images that the file leaves open are chosen again.
    let refreshesImage: Bool
    var resources: [PlannedResource] = []
    var refusals: [Refusal] = []
    var warnings: [Warning] = []
    /// Resources that do not exist and are not made.
    var missing: [String] = []
    /// Resources that the file names but does not create, and that AWS does not have.
    var missingReferences: [Resource] = []
    /// Choices that the environment keeps although the choice would be another one today.
    var keptChoices: [KeptChoice] = []

    init(
        observation: Observation, request: EnvironmentRequest, kinds: KindCatalog, known: KnownAttributes,
        intent: PlanRequest
    ) {
        prunes = intent.prunes
        adopts = intent.goal == .adopt
        refreshesNetwork = intent.refreshes.contains(.network)
        refreshesImage = intent.refreshes.contains(.image)
        self.observation = observation
        self.request = request
        self.kinds = kinds
        self.known = known
    }

    /// Plans every resource but those that an earlier environment has planned already.
    mutating func plan(skipping planned: Set<Address>) {
        refusals = accountRefusals(request, observation)
        for resource in request.resources {
            switch resource.management {
            case .external: learnExternal(resource)
            case .shared where !planned.contains(resource.address): planShared(resource)
            case .managed where !planned.contains(resource.address): planManaged(resource)
            case .shared, .managed: break
            }
        }
        if !adopts {
            planEarlierForms()
            planCleanups()
            refreshParts()
        }
        let going = resources.filter { [.replace, .delete].contains($0.action) }.compactMap(\.observed)
        refusals += useRefusals(going, request, observation, kinds)
    }

    var result: PlannedEnvironment {
        var result = PlannedEnvironment(
            request.key, resources: resources, jobs: observation.jobs(of: request.resources, kinds), refusals: refusals)
        result.warnings = warnings + adoptionNotes
        result.references = request.resources.filter { kinds.lifecycle($0.address).alias != nil }
        result.missingReferences = missingReferences
        result.keptChoices = keptChoices
        result.waitsForAvailable = request.policy.waitsForAvailable && !adopts
        result.waitTimeoutSeconds = request.policy.waitTimeoutSeconds
        return result
    }

    private mutating func learnExternal(_ resource: Resource) {
        if isParameter(resource.address) { return learnImage(of: resource.address) }
        guard let observed = observation.resources[resource.address]?.first else {
            // Not every command reads the other references. They are checked where a resource is built on them.
            if kinds.lifecycle(resource.address).alias != nil { missingReferences.append(resource) }
            return
        }
        known.learn(resource.address, observed.attributes)
    }

    private mutating func planShared(_ resource: Resource) {
        if let observed = observation.resources[resource.address]?.first {
            known.learn(resource.address, observed.attributes)
            add(PlannedResource(resource.address, name: observed.name, action: .none, observed: observed), resource)
        } else if adopts {
            noteMissing(resource)
        } else {
            let reason = Reason.unlinkedService(name: resource.name)
            add(PlannedResource(resource.address, name: resource.name, action: .create, reason: reason), resource)
        }
    }

    private mutating func planManaged(_ resource: Resource) {
        let existing = observation.resources[resource.address] ?? []
        // A resource that AWS is deleting counts as deleted, but its name is free only when it is gone.
        let live = existing.filter(\.isLive)
        guard var current = live.last else { return planCreation(resource, besides: existing) }
        // If EC2 does not show a template version yet, its known state is the file's, which contains references.
        current.properties = current.properties.resolved { known[$0] }
        if resource.allowsUnowned, current.ownership != .ours {
            known.learn(resource.address, current.attributes)
            let planned = PlannedResource(
                resource.address, name: current.name, action: .none, reason: .usedAsIs, observed: current)
            return add(planned, resource)
        }
        if adopts { return planAdoption(of: current, as: resource) }
        guard isOurs(current) else { return }
        var desired = resource
        desired.name = current.name
        desired.claimName()
        let kept = resolve(&desired, existing: current)
        record(&desired)
        let refresh = refresh(of: current, to: desired.properties)
        let changes = fieldChanges(from: current, to: desired.properties) + [refresh?.change].compactMap(\.self)
        let retired = OwnershipTags.retiredTags(in: current.tags, desired: desired.tags)
        // reconcile's own records cause no update: they follow the other changes.
        var planned = PlannedResource(
            resource.address, name: current.name, action: .none,
            changes: changes + tagChanges(from: current, to: desired, retired: retired), observed: current)
        planned.keptFields = kept
        planned.retiredTags = retired
        planned.bookkeepingTags = desired.tags.filter { OwnershipTags.isBookkeeping("tags.\($0.key)") }
        decide(&planned, changes)
        explain(&planned, refresh)
        repair(&planned, current)
        acceptChoices(&planned, current, desired)
        warnings += kinds[current.address.kind].hooks.note(&planned, current, request.policy)
        noteUnderWay(planned, current)
        if planned.action == .replace {
            desired.name = nextGeneration(resource, existing)
            desired.claimName()
            planned.name = desired.name
        }
        learn(planned, current, desired)
        add(planned, desired)
        addLeftovers(live.dropLast(), of: resource)
    }

    private mutating func planCreation(_ resource: Resource, besides existing: [ObservedResource]) {
        if adopts { return noteMissing(resource) }
        var desired = resource
        if kinds.lifecycle(resource.address).hasGenerations {
            // Another run may recreate an INVALID resource under the same name at the same time. One of them is first.
            let going = existing.last { $0.status == .deleting }
            desired.name = going?.name ?? nextGeneration(resource, existing)
        }
        desired.claimName()
        _ = resolve(&desired, existing: nil)
        record(&desired)
        known.learn(resource.address, ["name": .string(desired.name)])
        noteDeletion(of: existing)
        let reason = existing.first.map { Reason.namesakeDeleting(name: $0.name) } ?? .missing
        let changes = kinds[resource.address.kind].contents(of: desired.properties)
        var planned = PlannedResource(
            resource.address, name: desired.name, action: .create, reason: reason, changes: changes)
        planned.awaitsNamesake = existing.contains { $0.name == desired.name && $0.status == .deleting }
        add(planned, desired)
    }

    private func nextGeneration(_ resource: Resource, _ existing: [ObservedResource]) -> String {
        let taken = existing.compactMap { Generation.number(of: $0.name, stem: resource.name) }
        return Generation.name(resource.name, (taken.max() ?? 0) + 1)
    }

    /// Writes a record of what is applied into the tags, as far as it is known yet. What is kept counts as applied.
    private func record(_ resource: inout Resource) {
        guard !resource.tags.isEmpty else { return }
        let managed = request.resources.filter { $0.management == .managed }.map(\.address)
        let parts =
            resource.address == managed.first
            ? (managed + leftoverParts).map { LastAppliedHashes.hash(path: $0.local) } : []
        let record = LastAppliedHashes(of: resource, by: kinds[resource.address.kind], parts: Set(parts))
        resource.tags[OwnershipTags.fields] = record.text
    }

    private mutating func isOurs(_ observed: ObservedResource) -> Bool {
        // A resource with another owner's tag cannot be taken over.
        let isFree = observed.tags[OwnershipTags.owner].map { $0 == request.key.owner } ?? true
        switch observed.ownership {
        case .ours: return true
        case .other(let owner): refuseUnowned(observed, .other(owner: owner, isFree: isFree))
        case .foreign: refuseUnowned(observed, .untagged(isFree: isFree))
        }
        return false
    }

    mutating func refuseUnowned(_ observed: ObservedResource, _ unowned: Refusal.Unowned) {
        refusals.append(
            Refusal(
                .foreignResource(name: observed.name, unowned), environment: request.key, address: observed.address))
        resources.append(
            PlannedResource(
                observed.address, name: observed.name, action: .none, reason: .unowned(unowned), observed: observed))
    }

    func fieldChanges(from observed: ObservedResource, to desired: Value) -> [Change] {
        kinds[observed.address.kind].changes(from: observed.properties, to: desired)
    }

    func tagChanges(from observed: ObservedResource, to desired: Resource, retired: [String]) -> [Change] {
        let differing = desired.tags.sorted { $0.key < $1.key }.filter { tag in
            observed.tags[tag.key] != tag.value && !OwnershipTags.isBookkeeping("tags.\(tag.key)")
        }
        return differing.map { Change(tag: $0.key, before: observed.tags[$0.key], after: $0.value) }
            + retired.map { Change(tag: $0, before: observed.tags[$0], after: nil) }
    }

    /// Records the attributes that references find after this resource's step.
    private mutating func learn(_ planned: PlannedResource, _ current: ObservedResource, _ desired: Resource) {
        var attributes = current.attributes
        if planned.action == .replace { attributes = [:] }
        for attribute in kinds[planned.address.kind].hooks.attributesGiven(planned.changes) {
            attributes[attribute] = nil
        }
        attributes["name"] = .string(desired.name)
        known.learn(planned.address, attributes)
    }

    /// Plans the deletion of generations that a replacement left behind, after the queue has stopped using them.
    private mutating func addLeftovers(_ leftovers: ArraySlice<ObservedResource>, of resource: Resource) {
        for leftover in leftovers where leftover.ownership == .ours {
            var planned = PlannedResource(
                resource.address, name: leftover.name, action: .delete,
                reason: .leftover, observed: leftover)
            planned.drains = request.policy.drains
            resources.append(planned)
        }
    }

    mutating func addDeletion(_ planned: PlannedResource) { resources.append(planned) }

    mutating func add(_ planned: PlannedResource, _ desired: Resource) {
        var planned = planned
        planned.desired = desired
        let managed = request.resources.filter { $0.management != .external }.map(\.address)
        let original = request.resources.first { $0.address == desired.address }
        planned.dependsOn = (original?.dependencies ?? []).filter { managed.contains($0) }.sorted()
        resources.append(planned)
    }
}
