/// A difference between AWS and moto as the tests' launcher patches it.
///
/// A divergence is asserted like everything else: a row that no longer holds fails the suite and has to go.
struct MotoDivergence: Sendable {
    let scenario: String
    let check: String
    /// Moto's behaviour.
    let difference: String
    /// Why that is accepted.
    let reason: String

    init(_ scenario: String, _ check: String, _ difference: String, because reason: String) {
        self.scenario = scenario
        self.check = check
        self.difference = difference
        self.reason = reason
    }

    private static let validated = "the simulated account refuses it; what rests on the refusal is proved there"
    private static let notSent = "never sent: the operation's callers always give a legal value"

    static let table: [MotoDivergence] = [
        MotoDivergence(
            "network", "page too small", "answers MaxResults below 5 with everything", because: notSent),
        MotoDivergence(
            "caller-identity", "role that is not there", "lets any role be assumed",
            because: "moto checks no credentials; the wire client's tests answer the refusal themselves"),
        MotoDivergence(
            "caller-identity", "too short a session", "takes any DurationSeconds", because: notSent),
        MotoDivergence(
            "launch-template", "no data", "takes a template without data",
            because: "never sent: every template has user data"),
        MotoDivergence(
            "launch-template", "deleted twice", "says MissingParameter for a name that is not there",
            because: "templates are deleted by the id that was read"),
        MotoDivergence("log-group", "bad name", "takes any name", because: validated),
        MotoDivergence(
            "managed-policy", "document, encoded", "leaves the document of a policy's version unencoded",
            because: "a reader that decodes percent signs reads both; GetRolePolicy encodes in moto too"),
        MotoDivergence(
            "account-details", "trust policy, encoded", "leaves the trust policy of a role's details unencoded",
            because: "a reader that decodes percent signs reads both; GetRole encodes in moto too"),
        MotoDivergence(
            "service-linked-role", "deleted as a common role", "deletes it",
            because: "service-linked roles are never deleted"),
        MotoDivergence(
            "fargate-environment", "instance fields", "refuses with the words for a missing service-linked role",
            because: "the class of the refusal is the same, and only changes that Fargate takes are sent"),
        MotoDivergence(
            "fargate-environment", "subnets scaled", "refuses new subnets of Fargate unless the update is eligible",
            because: "the simulated account takes them"),
        MotoDivergence("creation-refusals", "no groups", "takes no security group", because: validated),
        MotoDivergence("creation-refusals", "Fargate without groups", "takes no security group", because: validated),
        MotoDivergence("creation-refusals", "unknown instance type", "takes any type", because: validated),
        MotoDivergence("creation-refusals", "two architectures", "takes any mixture of types", because: validated),
        MotoDivergence("creation-refusals", "unknown strategy", "takes any strategy", because: validated),
        MotoDivergence("creation-refusals", "bid above 100", "takes any percentage", because: validated),
        MotoDivergence("creation-refusals", "unknown image type", "takes any image type", because: notSent),
        MotoDivergence(
            "creation-refusals", "no minimum", "fills in 0",
            because: "AWS's model leaves it out of what is required, older answers refuse; 0 is always sent"),
        MotoDivergence("creation-refusals", "desired above maximum", "takes it", because: "desiredvCpus is never sent"),
        MotoDivergence(
            "creation-refusals", "unknown key pair", "takes any name",
            because: "the simulated account refuses it; moto's environment never starts an instance"),
        MotoDivergence(
            "creation-refusals", "unknown template", "creates an environment that becomes INVALID",
            because: "the template is created first, and both answers end the run with its name"),
        MotoDivergence(
            "creation-refusals", "unknown template version", "creates an environment that becomes INVALID",
            because: "the version is created first, and both answers end the run with its number"),
        MotoDivergence(
            "queue-refusals", "two architectures", "takes them",
            because: "an environment's queues are built over one architecture"),
        MotoDivergence(
            "queue-refusals", "scheduling policy of another region", "takes any ARN",
            because: "the policy is looked up by plans or made before the queue"),
        MotoDivergence("scheduling-policy", "duplicate", "replaces the policy", because: validated),
        MotoDivergence("scheduling-policy", "bad name", "takes any name", because: validated),
        MotoDivergence("scheduling-policy", "no weight", "takes any number", because: validated),
        MotoDivergence("scheduling-policy", "overlapping shares", "takes them", because: validated),
        MotoDivergence("scheduling-policy", "first of two pages", "lists all at once", because: validated),
        MotoDivergence("scheduling-policy", "deleted while in use", "deletes it", because: validated),
        MotoDivergence(
            "scheduling-policy", "unknown policy updated", "fails without an answer of Batch",
            because: "a policy is read before it is updated"),
        MotoDivergence(
            "job-definition", "a list of names without revisions finds nothing", "finds all revisions",
            because: "names are asked for one by one"),
        MotoDivergence(
            "job-definition", "by name and revision", "finds nothing",
            because: "revisions are not known before they are read"),
        MotoDivergence("job-definition", "first of two pages", "lists all at once", because: validated),
        MotoDivergence("refused-definitions", "bad name", "takes any name", because: validated),
        MotoDivergence("refused-definitions", "too long", "takes any length", because: validated),
        MotoDivergence("refused-definitions", "variable of Batch", "takes any name", because: validated),
        MotoDivergence("refused-definitions", "size that Fargate has not", "takes any size", because: validated),
        MotoDivergence(
            "refused-definitions", "unknown definition deregistered", "answers as if it existed",
            because: "a definition is read before it is deregistered"),
    ]
}
