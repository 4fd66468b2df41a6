import ResourceModel

/// The words in which the catalogue declares effects.
extension FieldEffect {
    /// Fields of resources, and resources that come and go.
    static func changes(_ impacts: Impact...) -> FieldEffect { .resources(impacts) }

    /// Fields of the launch template. Compute environments name its version.
    static func template(
        _ fields: String..., when condition: Condition? = nil, and others: Impact...
    ) -> FieldEffect {
        .resources(others + Impact.template(fields, condition))
    }

    /// Fields of the head job's container.
    static func headJob(_ members: String...) -> FieldEffect {
        .resources(members.map { Impact.headJob($0) })
    }

    /// The script that instances run when they start, a part of the launch template.
    static var userData: FieldEffect { .template("userData") }
}

extension FieldEffect.Impact {
    /// A field of the compute environments.
    static func environment(
        _ field: String, of parts: FieldEffect.Parts = .every, _ condition: FieldEffect.Condition? = nil
    ) -> Self {
        .field("computeResources.\(field)", of: .computeEnvironment, parts: parts, condition)
    }

    /// The VPC's security groups, which are used if the file names none.
    static var groupsOfVPC: Self { environment("securityGroupIds", of: .every, .without("security-groups")) }

    /// A field of the mount targets of the EFS file system that reconcile makes.
    static func mountTargets(_ field: String) -> Self {
        .field(field, of: .elasticFileSystem, parts: [""], .with(["create-efs"]))
    }

    /// The inline policies of roles.
    static func policies(of parts: FieldEffect.Parts, _ condition: FieldEffect.Condition? = nil) -> Self {
        .field("policies", of: .role, parts: parts, condition)
    }

    /// A field of the head job's container.
    static func headJob(_ member: String, _ condition: FieldEffect.Condition? = nil) -> Self {
        .field("containerProperties.\(member)", of: .jobDefinition, parts: .head, condition)
    }

    /// The Nextflow configuration, a part of the head job's command.
    static var nextflow: Self { headJob("command") }

    /// The permissions of jobs, on instances and on Fargate.
    static var jobPolicies: Self { policies(of: ["instance", "fargate"]) }

    /// The role of the head job on Fargate that reconcile makes if the file names none.
    static func roleOnFargate(_ part: String) -> Self { .existence(of: .role, part: part, .with(["fargate"])) }

    /// Fields of the launch template, and its version in the compute environments.
    static func template(_ fields: [String], _ condition: FieldEffect.Condition? = nil) -> [Self] {
        fields.map { .field("launchTemplateData.\($0)", of: .launchTemplate, parts: [""], condition) }
            + [environment("launchTemplate", of: .every, condition)]
    }
}

extension FieldEffect.Parts {
    /// The compute environment and the queue of the head job.
    static let head: Self = [QueueReference.Queue.head.rawValue]
    /// The first compute environment and the queue of the tasks.
    static let work: Self = [QueueReference.Queue.work.rawValue]
    /// All compute environments of the tasks.
    static let tasks: Self = [QueueReference.Queue.work.rawValue, "fallback"]
}
