// YAMLSyntaxTests
