/// What a vehicle carries, as the bulletins of the gates tell it apart.
package enum GoodsClass: String, Sendable, CaseIterable {
    case fruit
    case otherAgricultural = "other-agricultural"
    case general
    case newVehicles = "new-vehicles"
    case dangerous
    case empty

    package var names: LocalizedText {
        switch self {
        case .fruit: LocalizedText(vietnamese: "hoa quả", english: "fruit", chinese: "水果")
        case .otherAgricultural:
            LocalizedText(vietnamese: "nông sản khác", english: "other agricultural goods", chinese: "其他农产品")
        case .general: LocalizedText(vietnamese: "hàng hóa thông thường", english: "general goods", chinese: "普通货物")
        case .newVehicles: LocalizedText(vietnamese: "xe mới", english: "new vehicles", chinese: "新车")
        case .dangerous: LocalizedText(vietnamese: "hàng nguy hiểm", english: "dangerous goods", chinese: "危险品")
        case .empty: LocalizedText(vietnamese: "xe không hàng", english: "empty vehicles", chinese: "空车")
        }
    }

    /// Place in a table of all classes.
    var index: Int {
        switch self {
        case .fruit: 0
        case .otherAgricultural: 1
        case .general: 2
        case .newVehicles: 3
        case .dangerous: 4
        case .empty: 5
        }
    }

    static let count = 6
}

/// Which vehicles a lane takes or a restriction concerns, by what they carry: declarations say nothing else of them.
package struct VehicleKinds: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package init(_ classes: some Sequence<GoodsClass>) {
        rawValue = classes.reduce(0) { $0 | 1 << $1.index }
    }

    package static let all = VehicleKinds(GoodsClass.allCases)

    package func takes(_ goods: GoodsClass) -> Bool { rawValue & (1 << goods.index) != 0 }

    /// The classes in the order of `GoodsClass`.
    package var classes: [GoodsClass] { GoodsClass.allCases.filter(takes) }
}

/// One direction of a gate or both.
package struct GateDirections: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package init(_ directions: some Sequence<GateLane.Direction>) {
        rawValue = directions.reduce(0) { $0 | 1 << $1.index }
    }

    package static let both = GateDirections(GateLane.Direction.allCases)

    package func contains(_ direction: GateLane.Direction) -> Bool { rawValue & (1 << direction.index) != 0 }

    package var list: [GateLane.Direction] { GateLane.Direction.allCases.filter(contains) }
}

extension GateLane.Direction {
    package var names: LocalizedText {
        switch self {
        case .export: LocalizedText(vietnamese: "xuất khẩu", english: "export", chinese: "出口")
        case .import: LocalizedText(vietnamese: "nhập khẩu", english: "import", chinese: "进口")
        }
    }

    /// Place in a table of both directions.
    var index: Int { self == .export ? 0 : 1 }

    static let count = 2
}
