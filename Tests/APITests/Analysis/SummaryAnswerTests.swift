import JSONText
import Testing

@testable import API

/// Groups of records, with sums that mean something or are refused.
struct SummaryAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func group(_ answer: JSONValue, _ by: JSONValue) -> JSONValue? {
        answer["items"]?.array?.first { $0["by"] == by }
    }

    @Test func counts_areThoseOfTheLists() throws {
        let answer = try client.json("/v1/gates/summary?by=province,class")
        #expect(answer["overlapping"] == false)
        var sum: Int64 = 0
        for item in answer["items"]?.array ?? [] {
            let province = try #require(item["by"]?["province"]?.string)
            let gateClass = item["by"]?["class"]?.string ?? "null"
            let listed = try client.list("/v1/gates?class=\(gateClass)&limit=1000").items.filter {
                $0["province"]?.string == province
            }
            #expect(item["count"] == .integer(Int64(listed.count)), "\(province) \(gateClass)")
            sum += item["count"]?.integer ?? 0
        }
        #expect(answer["records"] == .integer(sum))
    }

    @Test func filters_areThoseOfTheList() throws {
        let answer = try client.json("/v1/gates/summary?by=class&province=lao-cai-2025&q=kim")
        let listed = try client.list("/v1/gates?province=lao-cai-2025&q=kim")
        #expect(answer["records"] == .integer(Int64(listed.total)))
    }

    @Test func listsOfReferences_putARecordIntoSeveralGroups() throws {
        let answer = try client.json("/v1/projects/summary?by=province&lang=en")
        #expect(answer["overlapping"] == true)
        let laiChau = try #require(group(answer, ["province": "lai-chau"]))
        #expect(laiChau["count"] == 1)
        #expect(laiChau["labels"] == ["province": "Lai Châu"])
        let listed = try client.list("/v1/projects?fields=provinces&limit=1000").items
        let direct = listed.filter { $0["provinces"]?.strings.contains("lao-cai") == true }.count
        #expect(group(answer, ["province": "lao-cai"])?["count"] == .integer(Int64(direct)))
    }

    @Test func nullGroup_isExplicitAndLast() throws {
        let items = try client.list("/v1/observations/summary?by=priceBasis").items
        #expect(items.last?["by"] == ["priceBasis": .null])
        #expect(items.last?["count"] == 133)
    }

    /// Dossiers of 2024: 50 received; 1 + 20 + 5 projects and 24 dossiers came of them.
    @Test func figures_addUpWithinTheirUnit() throws {
        let answer = try client.json(
            "/v1/observations/summary?subject=bcd-kktck-kcn-lao-cai&by=indicator,unit&measure=sum:value")
        #expect(answer["total"] == 5)
        let adjusted = try #require(group(answer, ["indicator": "dossiers-adjusted", "unit": "project"]))
        #expect(
            adjusted["measures"]?["sum:value"] == [
                "value": 20, "unit": "project", "priceBasis": .null, "inputs": 1, "missing": 0, "mixed": [],
                "derived": true,
            ])
    }

    @Test(arguments: [
        ("/v1/observations/summary?measure=sum:value", "USD, VND", "by=unit"),
        ("/v1/observations/summary?by=unit&measure=sum:value&unit=dossier,USD", "dossiers-received", "by=indicator"),
        ("/v1/observations/summary?indicator=ethnic-share&measure=sum:value", "percent", "avg"),
        (
            "/v1/observations/summary?indicator=area&subject=kktck-lao-cai&scope=null&measure=sum:value",
            "null by part",
            "scope"
        ),
        (
            "/v1/observations/summary?indicator=trade-turnover&subject=lao-cai&measure=sum:value",
            "trade-purchase-exchange",
            "by=scope"
        ),
        ("/v1/observations/summary?indicator=natural-area&subject=lai-chau&measure=sum:value", "undated", "avg"),
        (
            "/v1/observations/summary?indicator=natural-area&subject=yen-bai,lao-cai-2025&measure=sum:value",
            "yen-bai, lao-cai-2025", "subject"
        ),
        ("/v1/zones/summary?measure=sum:areaHa", "khu-chuc-nang-kktck-lao-cai", "only one of them"),
        ("/v1/targets/summary?measure=avg:value", "USD", "by=unit"),
    ])
    func sumsThatMeanNothing_areRefused(target: String, found: String, remedy: String) throws {
        let faults = ListedFault.all(of: try expectProblem(client.get(target), 422, "unprocessable"))
        #expect(faults.count == 1)
        #expect(faults.first?.parameter == "measure")
        #expect(faults.first?.reason.contains(found) == true, "\(faults)")
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }

    /// Wuxu – Youyiguan is one leg of 179.2 km, and its two parts are legs, too: they are no kilometre more.
    @Test func legsThatRepeatAnother_areNotSummedSilently() throws {
        let target = "/v1/legs/summary?by=mode&measure=sum:lengthKm,sum:lengthEstimateKm"
        let faults = ListedFault.all(of: try expectProblem(client.get(target), 422, "unprocessable"))
        let fault = try #require(faults.first)
        #expect(faults.count == 1 && fault.reason.contains("sum:lengthEstimateKm"), "\(faults)")
        #expect(fault.remedy.contains("overlaps IS NULL") && fault.remedy.contains("mixing=overlaps"), "\(fault)")
        let without = try client.json("\(target)&filter=overlaps%20IS%20NULL")
        let mixed = try client.json("\(target)&mixing=overlaps")
        func expressways(_ answer: JSONValue) -> JSONValue? {
            answer["items"]?.array?.first { $0["by"]?["mode"] == "expressway" }?["measures"]
        }
        let honest = try #require(expressways(without)?["sum:lengthEstimateKm"])
        let both = try #require(expressways(mixed)?["sum:lengthEstimateKm"])
        #expect(honest["mixed"] == [] && both["mixed"] == ["overlaps"])
        let difference = (both["value"]?.double ?? 0) - (honest["value"]?.double ?? 0)
        let repeated = try client.list("/v1/legs?filter=overlaps%20IS%20NOT%20NULL&mode=expressway").items
        let expected = repeated.compactMap { $0["lengthEstimateKm"]?.double }.reduce(0, +)
        #expect(abs(difference - expected) < 0.01 && expected > 200)
        #expect(try client.get("/v1/legs/summary?measure=sum:lengthKm").status == 200)
    }

    @Test func sortedByNothingKnown_namesEachKeyOnce() throws {
        let problem = try expectProblem(
            client.get("/v1/observations/summary?by=unit&measure=count&sort=-foo"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).first?.remedy == "known are unit, count")
    }

    @Test func formatThatIsNotOffered_namesWhatIsNotOfferedSo() throws {
        let problem = try expectProblem(client.get("/v1/zones/summary?f=geojson"), 400, "bad-parameter")
        #expect(
            ListedFault.all(of: problem).first?.reason.contains("answers of /v1/zones/summary are not offered") == true)
    }

    @Test func mixing_putsTogetherWhatIsAskedForAndSaysSo() throws {
        let answer = try client.json(
            "/v1/observations/summary?by=unit&unit=dossier&measure=sum:value&mixing=indicators")
        let measure = try #require(answer["items"]?[0]?["measures"]?["sum:value"])
        #expect(measure["value"] == 74)
        #expect(measure["mixed"] == ["indicators"])
    }

    @Test func leastAndGreatest_needOneUnitOnly() throws {
        let answer = try client.json(
            "/v1/observations/summary?by=indicator&indicator=area&measure=min:value,max:value,avg:value")
        let measures = try #require(answer["items"]?[0]?["measures"])
        #expect(measures["min:value"]?["value"] == 1400)
        #expect(measures["max:value"]?["value"] == 121_197)
        #expect(measures["avg:value"]?["inputs"] == 18)
    }

    @Test func measures_ofARecordWithoutANumber_areCountedAsMissing() throws {
        let answer = try client.json("/v1/zones/summary?by=kind&measure=max:areaHa&kind=cross-border-cooperation-zone")
        let measure = try #require(answer["items"]?[0]?["measures"]?["max:areaHa"])
        #expect(measure["value"] == .null)
        #expect(measure["missing"] == answer["items"]?[0]?["count"])
    }

    @Test func sort_putsGroupsInOrder() throws {
        let counts = try client.list("/v1/observations/summary?by=unit&sort=-count&limit=1000").items.compactMap {
            $0["count"]?.integer
        }
        #expect(counts == counts.sorted(by: >))
        let units = try client.list("/v1/observations/summary?by=unit&sort=-unit&limit=1000").items.compactMap {
            $0["by"]?["unit"]?.string
        }
        #expect(units.count == counts.count)
        #expect(units.first == "zone")
    }

    @Test func groups_arePagedLikeLists() throws {
        let first = try client.list("/v1/observations/summary?by=indicator&limit=30")
        #expect(first.items.count == 30)
        let second = try client.list(try #require(first.next))
        #expect(second.items.count == min(30, first.total - 30))
        #expect(first.items.last != second.items.first)
    }

    @Test func nothingSelected_isOneEmptyGroupOrNone() throws {
        #expect(try client.list("/v1/gates/summary?q=zzzz").items.first?["count"] == 0)
        #expect(try client.list("/v1/gates/summary?q=zzzz&by=class").items == [])
    }

    @Test(arguments: [
        ("/v1/gates/summary?by=provnce", "by", "province"), ("/v1/gates/summary?by=class,class", "by", "once"),
        ("/v1/gates/summary?by=counterpart", "by", "known are"),
        ("/v1/gates/summary?measure=summ:areaHa", "measure", "sum"),
        ("/v1/gates/summary?measure=sum:areaHa", "measure", "count"),
        ("/v1/zones/summary?measure=sum:areaH", "measure", "areaHa"),
        ("/v1/zones/summary?measure=sum", "measure", "areaHa"),
        ("/v1/zones/summary?measure=count:areaHa", "measure", "measure=count"),
        ("/v1/zones/summary?measure=count,count", "measure", "once"),
        ("/v1/zones/summary?mixing=units", "mixing", "by unit"),
        ("/v1/zones/summary?mixing=period", "mixing", "periods"),
        ("/v1/zones/summary?by=kind&sort=areaHa", "sort", "kind"), ("/v1/zones/summary?fields=id", "fields", "by"),
        ("/v1/zones/summary?clas=x", "clas", "known are"), ("/v1/zones/summary?kind=xx", "kind", "industrial-park"),
    ])
    func wrongQuestions_areRefusedWithTheRemedy(target: String, parameter: String, remedy: String) throws {
        let faults = ListedFault.all(of: try expectProblem(client.get(target), 400, "bad-parameter"))
        #expect(faults.first?.parameter == parameter)
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }

    @Test func anotherCollection_isNotFound() throws {
        let problem = try expectProblem(client.get("/v1/gate/summary"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("gates") == true)
    }

    /// The table has a row for every group, with the members of the JSON in columns.
    @Test func table_hasEveryGroup() throws {
        let answer = try client.get("/v1/observations/summary?by=indicator,unit&measure=count,max:value&f=csv&lang=en")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer["Content-Type"] == "text/csv; charset=utf-8")
        #expect(answer["Content-Disposition"] == "inline; filename=\"observations-summary.csv\"")
        let lines = answer.text.split(separator: "\r\n").map(String.init)
        #expect(
            lines.first
                == "by.indicator,by.unit,labels.indicator,count,measures.max:value.value,measures.max:value.unit,"
                + "measures.max:value.priceBasis,measures.max:value.inputs,measures.max:value.missing,"
                + "measures.max:value.mixed")
        let total = try client.list("/v1/observations/summary?by=indicator,unit").total
        #expect(lines.count == total + 1)
        #expect(lines.contains("area,ha,Area of a zone,18,121197,ha,,18,0,"))
        let accepted = try client.get("/v1/observations/summary?by=unit", "Accept: text/csv")
        #expect(accepted["Content-Type"] == "text/csv; charset=utf-8")
    }

    @Test(arguments: ["filter=class%20IS%20NULL", "near=103.96,22.5,40", "bbox=103,22,105,23"])
    func conditions_areThoseOfTheList(condition: String) throws {
        let answer = try client.json("/v1/gates/summary?by=class&\(condition)")
        let listed = try client.list("/v1/gates?\(condition)")
        #expect(answer["records"] == .integer(Int64(listed.total)))
        #expect(listed.total > 0)
    }
}
