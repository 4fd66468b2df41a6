// BatchForgeTests
