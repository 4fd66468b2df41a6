import ManifestLoading
import ResourceModel

/// The short job that `apply --verify` runs on a queue.
public enum VerificationJob {
    /// The part of the job definition that only such a job has.
    public static let part = "verify"

    /// The command, which every image with a shell has.
    public static let command = ["echo", "reconcile: this queue runs jobs"]

    /// A small image for x86-64 and ARM: the copy of Docker's official image that AWS keeps in its public registry.
    static let image = "public.ecr.aws/docker/library/busybox:stable"

    /// MiB of memory of a job on instances; the vCPUs are one.
    public static let memoryMiB = 512
}

extension EnvironmentBuilder {
    /// True if the definition of the head job cannot run on the work queue: it is for Fargate, or its image is for
    /// x86-64 and the tasks run on ARM.
    var tasksNeedOtherDefinition: Bool {
        // Without Spot the head job runs on the work queue itself. An AMI of the file is for one architecture, and then the
        // head job has an image for that.
        configuration.provisioningModel == .spot
            && (configuration.fargate || configuration.usesARM && configuration.image == nil)
    }

    /// The job definition of a job of `apply --verify` on such a work queue. It exists only while the job does: no form of
    /// the environment wants it, and plans do not look for it.
    var verification: Resource {
        Resource(
            address(.jobDefinition, VerificationJob.part), name: names.part(VerificationJob.part),
            properties: .map([
                "type": .string("container"), "platformCapabilities": .strings(["EC2"]),
                "propagateTags": .boolean(true), "retryStrategy": .map(["attempts": .integer(1)]),
                "containerProperties": .map([
                    "image": .string(configuration.usesARM ? VerificationJob.image : definition.settings.headImage),
                    "command": .strings(VerificationJob.command),
                    "resourceRequirements": .strings(["VCPU": "1", "MEMORY": String(VerificationJob.memoryMiB)]),
                    "logConfiguration": .map(logConfiguration),
                ]),
            ]))
    }
}
