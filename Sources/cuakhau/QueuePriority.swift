import BorderEconomy

/// The setting of who is called first: goods classes with commas between, such as `refrigerated-fruit,fruit`.
enum QueuePriority {
    static let defaultText = "refrigerated-fruit"
    /// Nobody goes before anybody who came earlier.
    static let arrivalText = "arrival"

    private static let refrigerated = "refrigerated-"

    static var expectation: String {
        "\(arrivalText), or goods classes with commas between "
            + "(\(GoodsClass.allCases.map(\.rawValue).joined(separator: ", "))), each perhaps with refrigerated- before it"
    }

    /// The policy that a text says; nil when it says none.
    static func policy(of text: String) -> QueuePolicy? {
        if text == arrivalText { return .arrivalOnly }
        var classes: [QueuePolicy.PriorityClass] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let isRefrigerated = word.hasPrefix(refrigerated)
            let name = isRefrigerated ? word.dropFirst(refrigerated.count) : word
            guard let goods = GoodsClass(rawValue: String(name)) else { return nil }
            classes.append(QueuePolicy.PriorityClass(goods: VehicleKinds([goods]), refrigeratedOnly: isRefrigerated))
        }
        return QueuePolicy(classes: classes)
    }
}
