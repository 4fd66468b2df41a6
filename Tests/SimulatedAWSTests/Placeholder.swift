// SimulatedAWSTests
