import AWSOperations

extension LifecycleScenario {
    static let launchTemplate = LifecycleScenario("launch-template") { runner in
        let name = runner.name("one")
        let byName = EC2.DescribeLaunchTemplates(launchTemplateNames: [name])
        let absent = "InvalidLaunchTemplateName.NotFoundException"
        try await runner.refused("absent", code: absent, byName)

        let tags = [EC2.Tag(key: "k", value: "v")]
        let data = EC2.RequestLaunchTemplateData(
            blockDeviceMappings: [
                EC2.LaunchTemplateBlockDeviceMappingRequest(
                    deviceName: "/dev/xvda",
                    ebs: EC2.LaunchTemplateEbsBlockDeviceRequest(
                        encrypted: true, deleteOnTermination: true, volumeSize: 100, volumeType: "gp3",
                        throughput: 325))
            ], imageId: "ami-0123456789abcdef0", userData: NetworkFixture.userData,
            tagSpecifications: [EC2.LaunchTemplateTagSpecificationRequest(resourceType: "instance", tags: tags)],
            metadataOptions: EC2.LaunchTemplateInstanceMetadataOptionsRequest(
                httpTokens: "required", httpPutResponseHopLimit: 2))
        let create = EC2.CreateLaunchTemplate(
            launchTemplateName: name, launchTemplateData: data, clientToken: name + "-1",
            versionDescription: "first",
            tagSpecifications: [EC2.TagSpecification(resourceType: "launch-template", tags: tags)])
        let created = try await runner.call(create).launchTemplate
        let id = created?.launchTemplateId ?? ""
        let again = try await runner.call(create).launchTemplate
        await runner.check("same token, same template", again?.launchTemplateId == id)
        var other = create
        other.versionDescription = "other"
        try await runner.refused("same token, other request", code: "IdempotentParameterMismatch", other)
        other.clientToken = nil
        try await runner.refused("duplicate", code: "InvalidLaunchTemplateName.AlreadyExistsException", other)

        try await runner.eventually("seen") {
            let seen = try? await runner.call(byName).launchTemplates?.first
            return seen?.launchTemplateId == id && seen?.tags == tags && seen?.latestVersionNumber == 1
        }
        let first = try await runner.call(
            EC2.DescribeLaunchTemplateVersions(launchTemplateId: id, versions: ["$Default"])
        ).launchTemplateVersions?.first
        await runner.check(
            "version 1",
            first?.versionNumber == 1 && first?.defaultVersion == true && first?.versionDescription == "first")
        let kept = first?.launchTemplateData
        let ebs = kept?.blockDeviceMappings?.first?.ebs
        await runner.check("user data as sent", kept?.userData == NetworkFixture.userData)
        await runner.check("image as sent", kept?.imageId == data.imageId)
        await runner.check(
            "volumes as sent",
            ebs?.volumeSize == 100 && ebs?.volumeType == "gp3" && ebs?.throughput == 325
                && ebs?.encrypted == true && ebs?.deleteOnTermination == true, "\(String(describing: ebs))")
        await runner.check(
            "tag specifications as sent",
            kept?.tagSpecifications == [EC2.LaunchTemplateTagSpecification(resourceType: "instance", tags: tags)],
            "\(String(describing: kept?.tagSpecifications))")
        await runner.check(
            "metadata options as sent",
            kept?.metadataOptions?.httpTokens == "required" && kept?.metadataOptions?.httpPutResponseHopLimit == 2)

        let version = EC2.CreateLaunchTemplateVersion(
            launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "ami-0fedcba9876543210"),
            clientToken: name + "-2", launchTemplateId: id)
        let second = try await runner.call(version).launchTemplateVersion
        await runner.check("version 2", second?.versionNumber == 2 && second?.defaultVersion == false)
        let repeated = try await runner.call(version).launchTemplateVersion
        await runner.check("same token, same version", repeated?.versionNumber == 2)
        try await runner.eventually("newest version") {
            let newest = try await runner.call(
                EC2.DescribeLaunchTemplateVersions(launchTemplateName: name, versions: ["$Latest"]))
            return newest.launchTemplateVersions?.map(\.versionNumber) == [2]
                && newest.launchTemplateVersions?.first?.launchTemplateData?.userData == nil
        }
        try await runner.refused(
            "unknown version", code: "InvalidLaunchTemplateId.VersionNotFound",
            EC2.DescribeLaunchTemplateVersions(launchTemplateId: id, versions: ["9"]))

        try await runner.call(EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: "l", value: "w")]))
        let tagged = EC2.DescribeLaunchTemplates(
            filters: [
                EC2.Filter(name: "tag:l", values: ["w"]), EC2.Filter(name: "launch-template-name", values: [name]),
            ])
        try await runner.eventually("found by tag") {
            try await runner.call(tagged).launchTemplates?.map(\.launchTemplateId) == [id]
        }
        try await runner.call(EC2.DeleteTags(resources: [id], tags: [EC2.Tag(key: "l")]))
        try await runner.eventually("untagged") {
            try await runner.call(EC2.DescribeLaunchTemplates(launchTemplateIds: [id])).launchTemplates?.first?.tags
                == tags
        }

        let fine = EC2.RequestLaunchTemplateData(imageId: "ami-0123456789abcdef0")
        try await runner.refused(
            "bad name", code: "InvalidLaunchTemplateName.Malformed",
            EC2.CreateLaunchTemplate(launchTemplateName: "a b!", launchTemplateData: fine))
        try await runner.refused(
            "bad user data", code: "InvalidUserData.Malformed",
            EC2.CreateLaunchTemplate(
                launchTemplateName: runner.name("bad"),
                launchTemplateData: EC2.RequestLaunchTemplateData(userData: "not base64!")))
        try await runner.refused(
            "no data", code: "MissingParameter",
            EC2.CreateLaunchTemplate(
                launchTemplateName: runner.name("empty"), launchTemplateData: EC2.RequestLaunchTemplateData()))

        try await runner.call(EC2.DeleteLaunchTemplate(launchTemplateName: name))
        try await runner.eventually("gone") {
            do {
                return try await runner.call(byName).launchTemplates?.isEmpty != false
            } catch let error as ServiceError where error.code == absent {
                return true
            }
        }
        try await runner.refused("deleted twice", code: absent, EC2.DeleteLaunchTemplate(launchTemplateName: name))
    }
}
