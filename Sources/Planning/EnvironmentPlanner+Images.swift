import ResourceModel

/// Images that a file takes from a parameter: resolved when a resource is made, and then kept as long as they exist.
extension EnvironmentPlanner {
    /// Replaces the references to parameters by the images that they hold now, or that the resource has already. Returns
    /// the fields that stay as they are.
    mutating func chooseImages(of desired: inout Resource, existing: ObservedResource?) -> Set<String> {
        guard let use = kinds.lifecycle(desired.address).images,
            let reference = desired.properties[path: use.path]?.references.first(where: { isParameter($0.address) })
        else { return [] }
        let parameter = reference.address
        let current = currentImage(parameter)
        let own = existing.flatMap { heldImage($0, parameter) }
        let held = existing == nil ? heldImages(parameter) : [own].compactMap(\.self)
        let valid = held.first { isImageValid($0, parameter) }
        guard let chosen = refreshesImage ? current ?? valid : valid ?? current else { return [] }
        desired.properties = desired.properties.resolved { $0 == reference ? .string(chosen) : nil }
        guard let own, chosen == own else { return [] }
        if let current, current != own {
            keptChoices.append(
                KeptChoice(desired.address, use.path, kept: [own], current: [current], parameter: parameter.part))
        }
        // The type of the image is no choice. If it changes, the field is written.
        let isSame = fieldChanges(from: existing, to: desired.properties).allSatisfy { $0.path != use.path }
        return isSame ? [use.path] : []
    }

    /// Learns the attributes of the image that the environment takes from a parameter. Another environment may take
    /// another one from it, so that nothing is left of that.
    mutating func learnImage(of parameter: Address) {
        let device = Value.Reference(parameter, "rootDeviceName")
        known[device] = nil
        guard let kind = kinds.lifecycle(parameter).holdsNameOf else { return }
        let current = currentImage(parameter)
        let held = heldImages(parameter).last { isImageValid($0, parameter) }
        guard let chosen = refreshesImage ? current ?? held : held ?? current else { return }
        let image = observation.resources[Address(sharedIn: parameter.region, kind, chosen)]?.first
        known[device] = image?.attributes[device.attribute]
    }

    private func fieldChanges(from existing: ObservedResource?, to desired: Value) -> [Change] {
        existing.map { fieldChanges(from: $0, to: desired) } ?? []
    }

    func isParameter(_ address: Address) -> Bool { kinds.lifecycle(address).holdsNameOf != nil }

    /// The image that a parameter holds now; nil if it was not read.
    private func currentImage(_ parameter: Address) -> String? {
        observation.resources[parameter]?.first?.attributes["imageId"]?.string
    }

    /// The image that a resource took from this parameter.
    private func heldImage(_ existing: ObservedResource, _ parameter: Address) -> String? {
        guard existing.ownership == .ours, existing.tags[OwnershipTags.image] == parameter.part else { return nil }
        return kinds.lifecycle(existing.address).images?.held(existing.properties)
    }

    /// The images that the environment's resources took from this parameter: an added part gets the same.
    private func heldImages(_ parameter: Address) -> [String] {
        (request.resources + request.retired).compactMap { resource in
            observation.resources[resource.address]?.last(where: \.isLive).flatMap { heldImage($0, parameter) }
        }
    }

    /// True if an image exists. What could not be read counts as existing.
    private func isImageValid(_ image: String, _ parameter: Address) -> Bool {
        guard let kind = kinds.lifecycle(parameter).holdsNameOf else { return false }
        let address = Address(sharedIn: parameter.region, kind, image)
        guard observation.resources[address] == nil else { return true }
        return !observation.lookedUp.contains(address)
    }
}

/// Images that AWS chooses: an update takes over the newest one.
extension EnvironmentPlanner {
    /// Returns the change with which AWS takes its newest image, with the class that the resource's state gives it.
    func refresh(of existing: ObservedResource, to desired: Value) -> PlanHooks.Refresh? {
        let rules = kinds[existing.address.kind]
        guard refreshesImage, let refresh = rules.hooks.refresh(.image, existing, desired) else { return nil }
        return rules.refine(refresh.change, existing.properties, desired).map {
            PlanHooks.Refresh($0, isKnown: refresh.isKnown)
        }
    }

    /// Says why an image is refreshed, if nothing else is done to the resource that weighs as much.
    func explain(_ planned: inout PlannedResource, _ refresh: PlanHooks.Refresh?) {
        guard let refresh, planned.action == .update, planned.reason == .differs(path: refresh.change.path) else {
            return
        }
        planned.reason = .imageRefresh(isKnown: refresh.isKnown)
    }
}
