import AWSOperations

extension EndpointResolver {
    /// Reads the environment's and the profile's word on endpoints.
    ///
    /// For each service, the first of these counts: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's
    /// `services` section, its `endpoint_url`. `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` leaves them all out.
    public init(
        environment: AWSEnvironment, configuration: SharedConfiguration, usesFIPS: Bool? = nil,
        usesDualStack: Bool? = nil
    ) {
        func flag(_ variable: String, _ setting: String) -> Bool {
            (environment[variable] ?? configuration[setting])?.lowercased() == "true"
        }
        self.init(
            usesFIPS: usesFIPS ?? flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            usesDualStack: usesDualStack ?? flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
        guard !flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") else { return }
        overrides[""] = environment["AWS_ENDPOINT_URL"] ?? configuration["endpoint_url"]
        if environment["AWS_ENDPOINT_URL"] == nil {
            for (service, setting) in configuration.serviceSettings {
                overrides[Self.serviceID(service)] = setting.nested["endpoint_url"]
            }
        }
        let prefix = "AWS_ENDPOINT_URL_"
        for name in environment.variables.keys where name.hasPrefix(prefix) {
            if let url = environment[name] { overrides[Self.serviceID(String(name.dropFirst(prefix.count)))] = url }
        }
    }

    /// The id of the service that variables and files name; the name itself if no operation of it is used, as of `sso`.
    private static func serviceID(_ name: String) -> String {
        let name = name.lowercased()
        return Service.all.first { $0.settingsName == name }?.id ?? name
    }
}
