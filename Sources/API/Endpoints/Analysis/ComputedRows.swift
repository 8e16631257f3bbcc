import Catalog
import JSONText

/// Items or rows that are worked out for one request, each made when it is shown: a page costs what it shows.
struct ComputedRows: Sendable {
    let count: Int
    /// Whether all of them are made already.
    let areMade: Bool
    private let made: @Sendable (_ place: Int) -> ArraySlice<JSONObject>

    /// Rows that are made already.
    init(_ rows: [JSONObject]) {
        count = rows.count
        areMade = true
        made = { rows[$0...] }
    }

    /// Rows that are made one by one.
    init(count: Int, _ row: @escaping @Sendable (_ place: Int) -> JSONObject) {
        self.count = count
        areMade = false
        made = { [row($0)] }
    }

    /// Rows that are made some at a time.
    ///
    /// - Parameters:
    ///   - counts: how many rows each group has.
    ///   - rows: makes those of a group.
    init(groups counts: [Int], _ rows: @escaping @Sendable (_ group: Int) -> [JSONObject]) {
        var ends: [Int] = []
        var end = 0
        for count in counts {
            end += count
            ends.append(end)
        }
        count = end
        areMade = false
        made = { [ends, counts] place in
            let group = ends.partitioningIndex { $0 > place }
            return rows(group)[(place - (ends[group] - counts[group]))...]
        }
    }

    /// The row at a place, which is less than `count`, and those behind it that are made with it.
    func rows(from place: Int) -> ArraySlice<JSONObject> { made(place) }

    /// The rows of a page.
    subscript(range: Range<Int>) -> [JSONObject] {
        var page: [JSONObject] = []
        while page.count < range.count {
            page += rows(from: range.lowerBound + page.count).prefix(range.count - page.count)
        }
        return page
    }
}
