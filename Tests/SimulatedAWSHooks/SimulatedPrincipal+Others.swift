package import SimulatedAWS

extension SimulatedPrincipal {
    /// A person with AWS's command line.
    package static let alice = SimulatedPrincipal(
        user: "alice", userAgent: "aws-cli/2.31.5 md/awscrt#0.27.6 ua/2.1 os/linux#6.8 lang/python#3.13.7")
    /// A person in AWS's console.
    package static let bob = SimulatedPrincipal(
        user: "bob", userAgent: "Mozilla/5.0 (X11; Linux x86_64)", isInConsole: true)
}
