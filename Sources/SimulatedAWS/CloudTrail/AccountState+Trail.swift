import AWSOperations

extension Registry {
    mutating func registerTrail() {
        on(CloudTrail.LookupEvents.self) { try $1.lookUpEvents($0, $2) }
    }
}

extension AccountState {
    /// Records a call that changed something. AWS keeps events for 90 days, and records those of IAM in one region of the
    /// partition. Calls on objects of S3 are data events, which it does not record by itself.
    mutating func recordEvent<O: Operation>(_ operation: O, _ call: Call, _ principal: SimulatedPrincipal) {
        guard O.service != .s3, O.service != .sts else { return }
        let region = O.service.isGlobal ? Region.globalRegion(of: call.region) : call.region
        // The id of an event is another one than that of its request, and uses up no random number.
        let id = String(call.requestID.reversed())
        if let oldest = trail.first, oldest.time < call.now - Self.daysOfTrail * 86_400 {
            trail.removeAll { $0.time < call.now - Self.daysOfTrail * 86_400 }
        }
        trail.append(TrailEvent(operation, id: id, region: region, time: call.now, principal))
    }

    private static let daysOfTrail = 90.0

    fileprivate func lookUpEvents(
        _ input: CloudTrail.LookupEvents, _ call: Call
    ) throws -> CloudTrail.LookupEvents.Output {
        let size = input.maxResults ?? 50
        guard (1...50).contains(size) else {
            throw call.refusal("InvalidMaxResultsException", "MaxResults must be between 1 and 50.")
        }
        guard (input.lookupAttributes ?? []).count <= 1 else {
            throw call.refusal("InvalidLookupAttributesException", "Only one lookup attribute can be given.")
        }
        let latest = min(input.endTime ?? call.now, call.now - (timings.trailLag ?? 0))
        let earliest = max(input.startTime ?? 0, call.now - Self.daysOfTrail * 86_400)
        let known = try trail.reversed().filter { event in
            try event.region == call.region && event.time >= earliest && event.time <= latest
                && (input.lookupAttributes ?? []).allSatisfy { try event.matches($0, call) }
        }
        let page = try call.page(
            known, size: size, token: input.nextToken,
            invalid: call.refusal("InvalidNextTokenException", "Invalid token."))
        return CloudTrail.LookupEvents.Output(
            events: try page.items.map { try $0.answer(accountID: accountID) }, nextToken: page.next)
    }
}

extension TrailEvent {
    fileprivate func matches(_ attribute: CloudTrail.LookupAttribute, _ call: Call) throws -> Bool {
        switch attribute.attributeKey {
        case "EventName": name == attribute.attributeValue
        case "EventSource": source == attribute.attributeValue
        case "EventId": id == attribute.attributeValue
        case "Username": user == attribute.attributeValue
        case "ReadOnly": attribute.attributeValue == "false"
        // The resources of events are not recorded here.
        case "ResourceName", "ResourceType", "AccessKeyId": false
        default:
            throw call.refusal(
                "InvalidLookupAttributesException", "'\(attribute.attributeKey)' is no attribute of a lookup.")
        }
    }

    fileprivate func answer(accountID: String) throws -> CloudTrail.Event {
        var record: [String: LooseJSON] = [
            "eventVersion": .text("1.11"), "eventTime": .text(Timestamp.text(time)), "eventSource": .text(source),
            "eventName": .text(name), "awsRegion": .text(region), "sourceIPAddress": .text("203.0.113.7"),
            "userAgent": .text(userAgent), "requestParameters": try requestParameters, "responseElements": .null,
            "eventID": .text(id), "readOnly": .boolean(false), "eventType": .text("AwsApiCall"),
            "managementEvent": .boolean(true), "recipientAccountId": .text(accountID),
            "eventCategory": .text("Management"),
            "userIdentity": .map([
                "type": .text("IAMUser"), "accountId": .text(accountID), "userName": .text(user),
                "arn": .text("arn:\(Region.partition(of: region)):iam::\(accountID):user/\(user)"),
            ]),
        ]
        if isFromConsole { record["sessionCredentialFromConsole"] = .text("true") }
        return CloudTrail.Event(
            eventId: id, eventName: name, eventTime: time, eventSource: source, username: user, resources: [],
            cloudTrailEvent: try LooseJSON.map(record).jsonText)
    }
}
