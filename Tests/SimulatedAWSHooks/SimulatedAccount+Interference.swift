package import AWSOperations
package import SimulatedAWS

/// Changes by other people: a resource disappears, or stays as it is in spite of every update.
extension SimulatedAccount {
    /// A compute environment is gone at once and for every reader.
    package func vanish(environment name: String, region: String) async {
        await mutate { world, _ in
            world[region: region].computeEnvironments.removeAll { !$0.isGone && $0.name == name }
        }
    }

    /// A job queue is gone at once and for every reader.
    package func vanish(queue name: String, region: String) async {
        await mutate { world, _ in world[region: region].jobQueues.removeAll { !$0.isGone && $0.name == name } }
    }

    /// A scheduling policy is gone at once and for every reader, also if a queue uses it.
    package func vanish(schedulingPolicy arn: String, region: String) async {
        await mutate { world, _ in world[region: region].schedulingPolicies[arn] = nil }
    }

    /// The revisions of a job definition are deregistered at once and for every reader.
    package func vanish(jobDefinition name: String, region: String) async {
        await mutate { world, _ in world[region: region].jobDefinitions.removeAll { $0.name == name } }
    }

    /// An EFS file system is gone at once, with its mount targets.
    package func vanish(elasticFileSystem token: String, region: String) async {
        await mutate { world, _ in
            world[region: region].elasticFileSystems.removeAll { $0.detail.creationToken == token }
        }
    }

    /// An FSx for Lustre file system is gone at once.
    package func vanish(lustreFileSystem token: String, region: String) async {
        await mutate { world, _ in world[region: region].madeLustre.removeAll { $0.token == token } }
    }

    /// A mount target is gone at once.
    package func vanish(mountTarget id: String, region: String) async {
        await mutate { world, _ in
            for index in world[region: region].elasticFileSystems.indices {
                world[region: region].elasticFileSystems[index].targets.removeAll { $0.detail.mountTargetId == id }
            }
        }
    }

    /// AWS fails to make the file systems of a Region, or loses them.
    package func failFileSystems(region: String) async {
        await mutate { world, _ in
            for index in world[region: region].elasticFileSystems.indices {
                world[region: region].elasticFileSystems[index].detail.lifeCycleState = "error"
                world[region: region].elasticFileSystems[index].ends = nil
            }
            for index in world[region: region].madeLustre.indices {
                world[region: region].madeLustre[index].detail.lifecycle = "FAILED"
                world[region: region].madeLustre[index].detail.failureDetails = FSx.FileSystemFailureDetails(
                    message: "no capacity in this Availability Zone")
                world[region: region].madeLustre[index].ends = nil
            }
        }
    }

    /// Deletes a customer managed policy at once and for every reader.
    package func deletePolicy(arn: String) async {
        await mutate { world, _ in
            world.policies[arn] = nil
            for role in world.roles.keys { world.roles[role]?.current?.managedPolicies.removeAll { $0 == arn } }
        }
    }

    /// Lets an environment that was made INVALID stay so through every update, because its cause lies elsewhere, or no
    /// longer: then the next update heals it.
    package func keepInvalid(_ isLasting: Bool, _ name: String, region: String) async {
        await mutate { world, _ in
            guard let index = world.environmentIndex(name, region) else { return }
            world[region: region].computeEnvironments[index].isReasonLasting = isLasting ? true : nil
        }
    }

    /// Lets every job of a queue that runs succeed now.
    package func endJobs(queue: String, region: String) async {
        await mutate { world, now in
            guard let queue = world.queueIndex(queue, region) else { return }
            let arn = world[region: region].jobQueues[queue].arn
            for index in world[region: region].jobs.indices
            where world[region: region].jobs[index].isRunning && world[region: region].jobs[index].queue == arn {
                world[region: region].jobs[index].ends = now
            }
            world.settle(to: now)
        }
    }

    /// The policies of a role: the ARNs of managed ones and the names of inline ones; nil if there is no role.
    package func attachments(ofRole name: String) async -> [String]? {
        guard let role = await settledWorld().roles[name]?.current else { return nil }
        return (role.managedPolicies + role.inlinePolicies.keys).sorted()
    }
}

extension SimulatedCaller {
    /// Performs a call that the account refuses with the given text: it takes the time of a call and is logged.
    package func call<O: Operation>(_ operation: O, refusing fault: Fault) async throws -> O.Output {
        try await account.answer(operation, region: region, imposing: fault)
    }
}
