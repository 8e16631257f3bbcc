/// The rules of progress in words.
enum ProgressReason {
    static let nothingComparable = LocalizedText(
        vietnamese: "không có số liệu nào cùng chỉ tiêu, phạm vi và giá để so sánh",
        english: "no observation has the same indicator, scope and price basis")
    static let reached = LocalizedText(
        vietnamese: "số liệu so sánh được gần nhất đã đạt mục tiêu",
        english: "the latest comparable observation reaches the target")
    static let partYear = LocalizedText(
        vietnamese: "số liệu gần nhất chỉ là một phần của năm, không so với cả năm",
        english: "the latest observation covers part of a year and is not compared with a full year")
    static let noGrowth = LocalizedText(
        vietnamese: "chưa có mốc trước để biết mức tăng",
        english: "there is no earlier comparable value to see growth from")
    static let noPhase = LocalizedText(
        vietnamese: "không có nguồn nói dự án đang ở giai đoạn nào",
        english: "no source reports which phase the project is in")

    static func phase(_ phase: ProjectPhase) -> LocalizedText {
        LocalizedText(
            vietnamese: "giai đoạn được ghi nhận gần nhất: \(phase.rawValue)",
            english: "the last phase reported is \(phase.rawValue)")
    }

    static func deadlinePassed(_ deadline: CalendarDay, evidence: Progress.Evidence) -> LocalizedText {
        switch evidence {
        case .comparable:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline) mà đến hạn không có số liệu so sánh được nào đạt",
                english: "the deadline \(deadline) has passed and no comparable evidence up to it reaches the target")
        case .partial:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline); chỉ có số liệu một phần của năm",
                english: "the deadline \(deadline) has passed; only a part-year figure is known")
        case .none:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline) và không có số liệu so sánh được nào cho thấy đã đạt",
                english: "the deadline \(deadline) has passed and no comparable observation shows that it was met")
        }
    }

    static func projected(share: Double, _ thresholds: ProgressThresholds) -> LocalizedText {
        let percent = share > 9.99 ? ">999" : "\(Int((max(share, -9.99) * 100).rounded()))"
        return LocalizedText(
            vietnamese: "theo mức tăng đã thấy sẽ đạt \(percent)% mục tiêu vào hạn "
                + "(đúng tiến độ từ \(Int(thresholds.onTrackShare * 100))%, "
                + "có rủi ro từ \(Int(thresholds.atRiskShare * 100))%)",
            english: "at the growth seen, \(percent)% of the target is reached by the deadline "
                + "(on track from \(Int(thresholds.onTrackShare * 100))%, "
                + "at risk from \(Int(thresholds.atRiskShare * 100))%)")
    }
}
