import Testing

@testable import BorderEconomy

struct QueueTests {
    @Test func refrigeratedFruit_goesFirst_thenWhoArrivedFirst() throws {
        var sample = try SampleYard.open()
        let general = try sample.arrive(1)
        let fruit = try sample.arrive(2, .fruit)
        let cold = try sample.arrive(3, .fruit, refrigerated: true)
        let coldToo = try sample.arrive(4, .fruit, refrigerated: true)
        let coldMeat = try sample.arrive(5, .general, refrigerated: true)
        let order = [cold, coldToo, general, fruit, coldMeat]
        #expect(sample.queue() == order)
        #expect(order.map { sample.position($0)?.position } == [1, 2, 3, 4, 5])
        #expect(sample.position(cold)?.isExpected == false)
        #expect(sample.position(cold)?.waiting == 5)
        try sample.take(.call, coldToo)
        #expect(sample.position(general)?.position == 2)
        #expect(sample.position(coldToo) == nil)
        #expect(sample.queue() == [cold, general, fruit, coldMeat])
    }

    @Test func declared_areToldWhereTheyWouldStand() throws {
        var sample = try SampleYard.open()
        for plate in 1...3 { try sample.arrive(UInt64(plate)) }
        try sample.arrive(4, .general, .import)
        let cold = try sample.declare(5, .fruit, refrigerated: true)
        let late = try sample.declare(6)
        #expect(sample.position(cold)?.position == 1)
        #expect(sample.position(late)?.position == 4)
        #expect(sample.position(late)?.isExpected == true)
        // Order is by arrival, not by declaration.
        let overtaker = try sample.arrive(7)
        try sample.take(.arrive, late)
        #expect(sample.position(overtaker)?.position == 4)
        #expect(sample.position(late)?.position == 5)
    }

    @Test func policy_isASetting() throws {
        var rules = YardRules()
        rules.queue = .arrivalOnly
        var sample = try SampleYard.open(rules: rules)
        let general = try sample.arrive(1)
        let cold = try sample.arrive(2, .fruit, refrigerated: true)
        #expect(sample.queue() == [general, cold])
    }

    @Test(arguments: 0..<4)
    func line_isASortedList(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        var line = WaitingLine()
        var model: [WaitingLine.Place] = []
        var sequence: Int64 = 0
        for round in 0..<1800 {
            // It grows for a while, then shrinks.
            if model.isEmpty || Int.random(in: 0..<10, using: &numbers) < (round < 1200 ? 7 : 2) {
                sequence += 2
                // Now and then one that was taken out comes back among the others.
                let place = WaitingLine.Place(
                    sequence: Int.random(in: 0..<9, using: &numbers) == 0
                        ? Int64.random(in: 1...sequence, using: &numbers) * 2 + 1 : sequence,
                    arrivedAt: Moment(secondsSince1970: Int64.random(in: 0..<100_000, using: &numbers)),
                    goods: GoodsClass.allCases.randomElement(using: &numbers) ?? .fruit)
                if model.contains(where: { $0.sequence == place.sequence }) { continue }
                line.insert(place)
                model.insert(place, at: model.firstIndex { $0.sequence > place.sequence } ?? model.count)
            } else {
                let index = Int.random(in: 0..<model.count, using: &numbers)
                line.remove(sequence: model[index].sequence)
                model.remove(at: index)
            }
            line.remove(sequence: -1)
            #expect(line.count == model.count)
            guard round % 50 == 0 else { continue }
            for (index, place) in model.enumerated() {
                #expect(line.countBefore(sequence: place.sequence) == index)
            }
            #expect(line.earliestArrival == model.map(\.arrivedAt).min())
            let kinds = VehicleKinds([.fruit, .empty])
            #expect(
                line.earliestArrival(of: kinds) == model.filter { kinds.takes($0.goods) }.map(\.arrivedAt).min())
            for probe in 0...20 {
                let at = Int64(probe) * (sequence / 10)
                #expect(line.countBefore(sequence: at) == model.count { $0.sequence < at })
            }
        }
    }
}
