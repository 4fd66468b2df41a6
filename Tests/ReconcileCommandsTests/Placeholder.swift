// ReconcileCommandsTests
