// AWSClientTests
