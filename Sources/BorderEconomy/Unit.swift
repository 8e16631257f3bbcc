/// A unit of measure. A figure cannot be written without one, and only like units are compared.
package enum Unit: String, Sendable, CaseIterable {
    case unitedStatesDollar = "USD"
    case vietnameseDong = "VND"
    case percent
    case percentPerYear = "percent-per-year"
    case kilometre = "km"
    case kilometrePerHour = "km-per-hour"
    case squareKilometre = "km2"
    case hectare = "ha"
    case metre = "m"
    case tonne
    case tonnePerYear = "tonne-per-year"
    case hour
    case minute
    case year
    case vehicle
    case vehiclePerDay = "vehicle-per-day"
    case passengerPerYear = "passenger-per-year"
    case dongPerPersonPerMonth = "VND-per-person-per-month"
    case person
    case personPerSquareKilometre = "person-per-km2"
    case ethnicGroup = "ethnic-group"
    case enterprise, dossier, project, work, lane, gate, opening, zone, park, expansion, district, province, task,
        scheme,
        breakthrough, axis, corridor, region, bridge, grave
    case gatePair = "gate-pair"
    case clearancePoint = "clearance-point"
    case functionalArea = "functional-area"
    case communeLevelUnit = "commune-level-unit"
    case targetItem = "target-item"

    /// Whether amounts in the unit that lie in several areas make up, added together, the amount of all of them: true of
    /// money, lengths, areas and whatever is counted where it stands; not of shares, rates, averages or of kinds that
    /// several areas may have in common.
    package var addsUpOverAreas: Bool {
        switch self {
        case .unitedStatesDollar, .vietnameseDong, .kilometre, .squareKilometre, .hectare, .tonne, .tonnePerYear,
            .vehicle, .vehiclePerDay, .passengerPerYear, .person, .enterprise, .dossier, .project, .work, .lane, .gate,
            .gatePair, .opening, .clearancePoint, .zone, .park, .functionalArea, .district, .communeLevelUnit, .grave:
            true
        case .percent, .percentPerYear, .metre, .kilometrePerHour, .hour, .minute, .year, .dongPerPersonPerMonth,
            .personPerSquareKilometre, .ethnicGroup, .province, .task, .scheme, .breakthrough, .targetItem, .axis,
            .corridor, .region, .bridge, .expansion:
            false
        }
    }

    /// What the unit measures, for the people who read the figure.
    package var names: LocalizedText {
        switch self {
        case .unitedStatesDollar: LocalizedText(vietnamese: "đô la Mỹ", english: "US dollars")
        case .vietnameseDong: LocalizedText(vietnamese: "đồng", english: "Vietnamese dong")
        case .percent: LocalizedText(vietnamese: "phần trăm", english: "percent (0–100)")
        case .percentPerYear: LocalizedText(vietnamese: "phần trăm một năm", english: "percent a year")
        case .kilometre: LocalizedText(vietnamese: "ki-lô-mét", english: "kilometres")
        case .kilometrePerHour: LocalizedText(vietnamese: "ki-lô-mét một giờ", english: "kilometres an hour")
        case .squareKilometre: LocalizedText(vietnamese: "ki-lô-mét vuông", english: "square kilometres")
        case .hectare: LocalizedText(vietnamese: "héc-ta", english: "hectares")
        case .metre: LocalizedText(vietnamese: "mét", english: "metres")
        case .tonne: LocalizedText(vietnamese: "tấn", english: "tonnes")
        case .tonnePerYear: LocalizedText(vietnamese: "tấn một năm", english: "tonnes a year")
        case .hour: LocalizedText(vietnamese: "giờ", english: "hours")
        case .minute: LocalizedText(vietnamese: "phút", english: "minutes")
        case .year: LocalizedText(vietnamese: "năm", english: "years")
        case .vehicle: LocalizedText(vietnamese: "phương tiện", english: "vehicles")
        case .vehiclePerDay: LocalizedText(vietnamese: "phương tiện một ngày", english: "vehicles a day")
        case .passengerPerYear: LocalizedText(vietnamese: "hành khách một năm", english: "passengers a year")
        case .dongPerPersonPerMonth:
            LocalizedText(vietnamese: "đồng một người một tháng", english: "dong a person a month")
        case .person: LocalizedText(vietnamese: "người", english: "persons")
        case .personPerSquareKilometre:
            LocalizedText(vietnamese: "người trên ki-lô-mét vuông", english: "persons per square kilometre")
        case .ethnicGroup: LocalizedText(vietnamese: "dân tộc", english: "ethnic groups")
        case .enterprise: LocalizedText(vietnamese: "doanh nghiệp", english: "enterprises")
        case .dossier: LocalizedText(vietnamese: "hồ sơ", english: "dossiers")
        case .project: LocalizedText(vietnamese: "dự án", english: "projects")
        case .work: LocalizedText(vietnamese: "công trình", english: "works")
        case .lane: LocalizedText(vietnamese: "làn", english: "lanes")
        case .gate: LocalizedText(vietnamese: "cửa khẩu", english: "border gates")
        case .opening: LocalizedText(vietnamese: "lối mở", english: "border openings")
        case .zone: LocalizedText(vietnamese: "khu kinh tế", english: "economic zones")
        case .park: LocalizedText(vietnamese: "khu công nghiệp", english: "industrial parks")
        case .expansion: LocalizedText(vietnamese: "lần mở rộng", english: "expansions")
        case .district: LocalizedText(vietnamese: "đơn vị cấp huyện", english: "district-level units")
        case .province: LocalizedText(vietnamese: "tỉnh", english: "provinces")
        case .task: LocalizedText(vietnamese: "nhiệm vụ", english: "tasks")
        case .scheme: LocalizedText(vietnamese: "đề án", english: "schemes")
        case .breakthrough: LocalizedText(vietnamese: "khâu đột phá", english: "breakthroughs")
        case .axis: LocalizedText(vietnamese: "trục", english: "axes")
        case .corridor: LocalizedText(vietnamese: "hành lang", english: "corridors")
        case .region: LocalizedText(vietnamese: "vùng", english: "regions")
        case .bridge: LocalizedText(vietnamese: "cầu", english: "bridges")
        case .grave: LocalizedText(vietnamese: "ngôi mộ", english: "graves")
        case .gatePair: LocalizedText(vietnamese: "cặp cửa khẩu", english: "border gate pairs")
        case .clearancePoint: LocalizedText(vietnamese: "lối thông quan", english: "clearance points")
        case .functionalArea: LocalizedText(vietnamese: "khu chức năng", english: "functional areas")
        case .communeLevelUnit: LocalizedText(vietnamese: "đơn vị cấp xã", english: "commune-level units")
        case .targetItem: LocalizedText(vietnamese: "mục tiêu", english: "targets")
        }
    }
}
