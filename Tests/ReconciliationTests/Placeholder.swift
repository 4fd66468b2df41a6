// ReconciliationTests
