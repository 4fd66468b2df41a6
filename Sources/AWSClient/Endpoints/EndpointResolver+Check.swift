import AWSOperations

extension EndpointResolver {
    /// Refuses what no request could be sent to, or what would quietly leave FIPS behind.
    func check() throws {
        for (service, url) in overrides {
            let variable = service.isEmpty ? "AWS_ENDPOINT_URL" : "AWS_ENDPOINT_URL_\(settingsName(service))"
            let lowered = url.lowercased()
            guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix), lowered.count > scheme.count,
                !url.contains(where: { "@?#".contains($0) || $0.isWhitespace }),
                URLHost(url.dropFirst(scheme.count)) != nil
            else {
                throw AWSConfigurationError(
                    setting: variable, message: "\(SettingText.shown(url: url)) is not a plain http or https URL")
            }
            if usesFIPS || usesDualStack {
                throw AWSConfigurationError(
                    setting: variable,
                    message: "an endpoint of your own cannot go with \(usesFIPS ? "FIPS" : "dual-stack") endpoints")
            }
        }
    }

    /// A service's name as variables have it.
    private func settingsName(_ id: String) -> String {
        (Service.all.first { $0.id == id }?.settingsName ?? id).uppercased()
    }
}
