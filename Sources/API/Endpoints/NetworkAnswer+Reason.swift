import BorderEconomy
import Catalog

extension NetworkAnswer {
    /// Why there is no route.
    func reason(_ question: RouteQuestion) -> LocalizedText {
        if let day = snapshot.vantage.knownAt, let end = [question.from, question.to].first(where: network.isAlone) {
            let names = network.nodes[end].names
            return LocalizedText(
                vietnamese: "tính đến ngày \(day) chưa biết chặng nào tại \(names.text(in: .vietnamese))",
                english: "no leg at \(names.text(in: .english)) was known on \(day)")
        }
        var open = question
        open.closedLegs = []
        open.closedNodes = []
        if open != question, network.route(open) != nil {
            return LocalizedText(
                vietnamese: "mọi tuyến đi qua nơi đã đóng (without)",
                english: "every route leads through what is closed")
        }
        open.traffic = nil
        open.over = nil
        if question.traffic != nil || question.over != nil, network.route(open) != nil {
            return LocalizedText(
                vietnamese: "không tuyến nào dành cho loại vận tải này (for, over)",
                english: "there is none for this traffic (for, over)")
        }
        open.states.formUnion([.open, .expected])
        if network.route(open) != nil {
            return LocalizedText(
                vietnamese: "chỉ có tuyến theo quy hoạch; thêm include=planned",
                english: "there is one by the plans only; ask with include=planned")
        }
        return LocalizedText(
            vietnamese: "không có tuyến nào nối hai nơi vào ngày này",
            english: "nothing joins the two places on that day")
    }
}

extension Carriage {
    /// Such as `road`, `rail-1435` or `water`.
    var name: String {
        switch self {
        case .road: "road"
        case .rail(let gauge?): "rail-\(gauge)"
        case .rail(nil): "rail"
        case .water: "water"
        }
    }
}
