# Rules of an organisation over the plan, for conftest (https://www.conftest.dev) or any other Rego engine:
#
#   reconcile plan --format json --env-file env.sh envs/ >plan.json
#   conftest test --policy examples/policy plan.json
#
# A copy of this file with your limits is meant to be changed.
package main

import rego.v1

# The most vCPUs of one environment, the labels that each must have, and the subnets that jobs may run in (none: any).
most_cpus := 2000

required_labels := {"project"}

private_subnets := set()

# Environments that the plan makes or changes. One that is deleted needs no label.
planned contains environment if {
	some environment in input.environments
	not environment.pruned
}

deny contains message if {
	some environment in planned
	environment.definition["max-cpus"] > most_cpus
	message := sprintf("%s: max-cpus is %d, more than %d", [environment.name, environment.definition["max-cpus"], most_cpus])
}

deny contains message if {
	some environment in planned
	some label in required_labels
	not object.get(environment.definition, "labels", {})[label]
	message := sprintf("%s: label '%s' is missing", [environment.name, label])
}

deny contains message if {
	count(private_subnets) > 0
	some environment in planned
	some resource in environment.resources
	resource.type == "compute-environment"
	some subnet in resource.desired.computeResources.subnets
	not subnet in private_subnets
	message := sprintf("%s: %s is no subnet for jobs", [environment.name, subnet])
}

# Replacing or deleting an environment, and widening access, is for a person to look at.
warn contains message if {
	some environment in input.environments
	environment.action in {"replace", "delete"}
	message := sprintf("%s: %s", [environment.name, environment.action])
}

warn contains message if {
	some environment in input.environments
	some resource in environment.resources
	some change in resource.changes
	change.widens_access
	message := sprintf("%s: %s %s widens access", [environment.name, resource.address, change.path])
}
