import BorderEconomy

/// Names and numbers that look like those of the border.
enum SyntheticNames {
    private static let first = [
        "Bản", "Mường", "Nậm", "Pa", "Tả", "Sín", "Lũng", "Đồng", "Hữu", "Trà", "Cốc", "Pò", "Nà", "Bình", "Hoành",
        "Ma",
    ]
    private static let second = [
        "Vược", "Khương", "Chải", "Hồ", "Lìn", "Cú", "Đăng", "Nghị", "Lĩnh", "Nam", "Peo", "Thàng", "Mô", "Nghi", "Lù",
        "Giàng", "Phung", "Sâm", "Thủy", "Tùng",
    ]

    /// A place of two syllables, with and without marks.
    static func place(_ random: inout SplitMix) -> (vietnamese: String, plain: String) {
        let name = "\(random.pick(first)) \(random.pick(second))"
        let plain = SearchText.folded(name).split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (name, plain.joined(separator: " "))
    }

    /// A number of a size that the unit has at gates, of three digits and zeros, small ones more often than great ones.
    static func value(in unit: Unit, _ random: inout SplitMix) -> Int64 {
        let (least, span): (Int64, Int) =
            switch unit {
            case .unitedStatesDollar: (1_000, 6)
            case .vietnameseDong: (1_000_000, 6)
            default: (1, 2)
            }
        var value = Int64(100 + random.below(900)) * least
        for _ in 0..<random.below(span) { value *= 10 }
        return value
    }

    /// The number as a Vietnamese text prints it.
    static func original(_ value: Int64, unit: Unit) -> String {
        let name = unit == .unitedStatesDollar ? "USD" : unit.names.vietnamese
        func scaled(by scale: Int64) -> String {
            let rest = value % scale * 100 / scale
            return rest == 0 ? "\(value / scale)" : "\(value / scale),\(rest < 10 ? "0" : "")\(rest)"
        }
        if value >= 1_000_000_000 { return "\(scaled(by: 1_000_000_000)) tỷ \(name)" }
        if value >= 1_000_000 { return "\(scaled(by: 1_000_000)) triệu \(name)" }
        return "\(value) \(name)"
    }
}
