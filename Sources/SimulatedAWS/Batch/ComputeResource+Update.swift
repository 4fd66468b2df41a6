import AWSOperations

extension Batch.ComputeResourceUpdate {
    /// The names of the members that are present, in the model's order.
    var givenFields: [String] {
        var fields: [String] = []
        func note(_ isPresent: Bool, _ name: String) { if isPresent { fields.append(name) } }
        note(minvCpus != nil, "minvCpus")
        note(maxvCpus != nil, "maxvCpus")
        note(desiredvCpus != nil, "desiredvCpus")
        note(subnets != nil, "subnets")
        note(securityGroupIds != nil, "securityGroupIds")
        note(allocationStrategy != nil, "allocationStrategy")
        note(instanceTypes != nil, "instanceTypes")
        note(ec2KeyPair != nil, "ec2KeyPair")
        note(instanceRole != nil, "instanceRole")
        note(tags != nil, "tags")
        note(placementGroup != nil, "placementGroup")
        note(bidPercentage != nil, "bidPercentage")
        note(launchTemplate != nil, "launchTemplate")
        note(ec2Configuration != nil, "ec2Configuration")
        note(updateToLatestImageVersion != nil, "updateToLatestImageVersion")
        note(type != nil, "type")
        note(imageId != nil, "imageId")
        note(scalingPolicy != nil, "scalingPolicy")
        return fields
    }
}

extension Batch.ComputeResource {
    /// Takes over what an update gives. An empty list or string resets, except that Fargate ignores empty lists.
    mutating func apply(_ update: Batch.ComputeResourceUpdate, isFargate: Bool) {
        minvCpus = update.minvCpus ?? minvCpus
        maxvCpus = update.maxvCpus ?? maxvCpus
        desiredvCpus = update.desiredvCpus ?? desiredvCpus
        if let given = update.subnets, !(isFargate && given.isEmpty) { subnets = given }
        if let given = update.securityGroupIds, !(isFargate && given.isEmpty) { securityGroupIds = given }
        allocationStrategy = update.allocationStrategy ?? allocationStrategy
        instanceTypes = update.instanceTypes ?? instanceTypes
        if let given = update.ec2KeyPair { ec2KeyPair = given.isEmpty ? nil : given }
        instanceRole = update.instanceRole ?? instanceRole
        tags = update.tags ?? tags
        if let given = update.placementGroup { placementGroup = given.isEmpty ? nil : given }
        if let given = update.bidPercentage { bidPercentage = given == 0 ? nil : given }
        if let given = update.launchTemplate {
            let isRemoval = given.launchTemplateId == "" || given.launchTemplateName == ""
            // `overrides` that are not sent again are unset.
            launchTemplate = isRemoval ? nil : given
        }
        ec2Configuration = update.ec2Configuration ?? ec2Configuration
        type = update.type ?? type
        if let given = update.imageId { imageId = given.isEmpty ? nil : given }
        scalingPolicy = update.scalingPolicy ?? scalingPolicy
        self = filledIn
    }
}
