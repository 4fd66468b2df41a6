import ManifestLoading
import ResourceModel

/// The job definition of the head job.
extension EnvironmentBuilder {
    var headJobDefinition: Resource {
        Resource(
            address(.jobDefinition, Part.head.rawValue), name: names.part(Part.head.rawValue),
            properties: .map([
                "type": .string("container"),
                "platformCapabilities": .strings([configuration.fargate ? "FARGATE" : "EC2"]),
                // Labels are tags of the container too.
                "propagateTags": .boolean(true),
                // A head job that ended is resumed by a person, with the session of its run.
                "retryStrategy": .map(["attempts": .integer(1)]),
                "containerProperties": .map(headContainer),
            ]),
            // Its Nextflow configuration has the limits of their instances.
            dependsOn: queues.flatMap(environments).map { address(.computeEnvironment, $0.rawValue) })
    }

    private var headContainer: [String: Value] {
        let size = HeadJobSize(configuration)
        var container: [String: Value] = [
            "image": .string(definition.settings.headImage),
            "command": .strings(headScript.command),
            "resourceRequirements": .strings(["VCPU": String(size.vCPUs), "MEMORY": String(size.memoryMiB)]),
            "logConfiguration": .map(logConfiguration),
        ]
        let variables = headVariables
        if !variables.isEmpty { container["environment"] = .strings(variables) }
        if let role = configuration.headJobRole {
            container["jobRoleArn"] = .string(role)
        } else if mayUseFargate {
            container["jobRoleArn"] = .reference(address(.role, "fargate"), "arn")
        }
        if let role = configuration.batchExecutionRole {
            container["executionRoleArn"] = .string(role)
        } else if mayUseFargate {
            container["executionRoleArn"] = .reference(address(.role, "execution"), "arn")
        }
        let others = configuration.fargate ? fargateContainer : instanceVolumes
        return container.merging(others) { first, _ in first }
    }

    /// True if the definition names roles of Fargate. Every form of it is deleted before them.
    private var mayUseFargate: Bool { configuration.fargate || hasPartsOfEveryForm }

    /// Without a role in the file, a head job on instances has the rights of the instance's role.
    private var fargateContainer: [String: Value] {
        [
            // Only a public address, or a NAT gateway, lets a job on Fargate fetch its image.
            "networkConfiguration": .map(["assignPublicIp": .reference(network.address, "assignPublicIp")]),
            // Nextflow's image is for x86-64 only (nextflow-io/nextflow#4314).
            "runtimePlatform": .map([
                "operatingSystemFamily": .string("LINUX"), "cpuArchitecture": .string("X86_64"),
            ]),
            "ephemeralStorage": .map(["sizeInGiB": .integer(HeadJobSize.fargateDiskGiB)]),
        ]
    }

    /// The file systems of the instance, at the same place in the container.
    private var instanceVolumes: [String: Value] {
        let mounts = UserData(configuration).mounts
        guard !mounts.isEmpty else { return [:] }
        return [
            "volumes": .list(
                mounts.map { mount in
                    .map(["name": .string(mount.volume), "host": .map(["sourcePath": .string(mount.path)])])
                }),
            "mountPoints": .list(
                mounts.map { mount in
                    .map(["sourceVolume": .string(mount.volume), "containerPath": .string(mount.path)])
                }),
        ]
    }

    /// Without a log group in the file, Batch uses its own and makes it [aws-rules: The usual log group].
    var logConfiguration: [String: Value] {
        var members: [String: Value] = ["logDriver": .string("awslogs")]
        if let group = configuration.logGroup {
            members["options"] = .strings(["awslogs-group": group, "awslogs-region": key.region])
        }
        return members
    }

    /// The variables of the head job. A later one of the same name wins.
    private var headVariables: [String: String] {
        Dictionary(
            definition.variables.filter(\.isForHeadJob).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    private var headScript: HeadJobScript {
        let settings = NextflowSettings(
            key: key, definition: definition, forge: configuration, names: names)
        return HeadJobScript(
            configuration: NextflowConfiguration(settings: settings, isSecret: { _ in false }).text,
            preRun: definition.preRun, postRun: definition.postRun)
    }
}

extension UserData.Mount {
    /// The name of the volume in a container.
    fileprivate var volume: String { isLustre ? "fsx" : "efs" }
}
