// ReconcileCommands
