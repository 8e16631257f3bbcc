import BorderEconomy
import Testing

struct PlateTests {
    @Test(arguments: [
        ("24C-123.45", "24C12345", "345"), ("29-LĐ 006.78", "29LĐ00678", "678"), ("云G 88A21", "云G88A21", "A21"),
        ("云Ｇ８８Ａ２１", "云G88A21", "A21"), ("24c 12345", "24C12345", "345"), ("ab-12", "AB12", "B12"),
        ("1234567890ABCDEF", "1234567890ABCDEF", "DEF"), ("粤Z1234港", "粤Z1234港", "34港"),
        ("29-L\u{110} 006.78", "29LĐ00678", "678"),
        ("A\u{306}BC-12", "ĂBC12", "C12"), ("  12C-345  ", "12C345", "345"),
    ])
    func plate_isBroughtToOneForm(_ text: String, form: String, ending: String) throws {
        let plate = try #require(Plate(text))
        #expect(plate.normalForm == form)
        #expect(plate.ending.description == ending)
    }

    @Test(arguments: [
        "", "24C", "----", "a-. ", "ab-1", "  12C  ", "12-C", "    ", "24C-123.45-123456", "24C_12345", "24C\t1234",
        "24C-12\n45", "<b>12", "24C/1234",
        "🚚🚚🚚🚚", "24C\u{200D}1234", "Đ\u{301}1234",
    ])
    func text_thatIsNoPlate_isRefused(_ text: String) {
        #expect(Plate(text) == nil)
    }

    @Test func spellings_ofOnePlateHaveOneForm() {
        let forms = ["24C-123.45", "24c12345", " 24C 123 45", "２４Ｃ-12345", "   24C-123.45   "].map {
            Plate($0)?.normalForm
        }
        #expect(Set(forms) == ["24C12345"])
    }
}

extension PlateTests {
    @Test(arguments: ["1234", "12C4", "24C-123.45"])
    func ending_isNeverTheWholePlate(_ text: String) throws {
        let plate = try #require(Plate(text))
        #expect(plate.ending.description != plate.normalForm)
    }

    @Test func accents_areOneHoweverTheyAreTyped() {
        #expect(Plate("29-L\u{102} 006.78")?.normalForm == Plate("29-LA\u{306} 006.78")?.normalForm)
    }
}

struct LiveReasonTests {
    @Test(arguments: ["lũ", "Thiếu giấy tờ: kiểm dịch thực vật", "车道检修", String(repeating: "ư", count: 200)])
    func reason_isOneLine(_ text: String) {
        #expect(LiveReason(text)?.text == text)
    }

    @Test(arguments: ["", "  ", "a\nb", "a\u{0}", "a\u{2028}b", String(repeating: "a", count: 201)])
    func text_thatIsNoReason_isRefused(_ text: String) {
        #expect(LiveReason(text) == nil)
    }
}

struct LiveIDTests {
    @Test(arguments: [1, 31, 32, 327, 1 << 40 - 1, 1 << 40, .max] as [Int64])
    func text_isReadBack(_ number: Int64) {
        let id = VisitID(number: number)
        #expect(VisitID(id.description) == id)
        #expect(VisitID(id.description.uppercased()) == id)
    }

    @Test func text_isShortAndInOrder() {
        #expect(VisitID(number: 327).description == "000000a7")
        #expect(VisitID(number: 1 << 40).description == "100000000")
        let texts = (1...2000).map { VisitID(number: $0 * 7).description }
        #expect(texts == texts.sorted())
    }

    @Test(arguments: [
        "", "a7", "0000000", "00000000", "000000u7", "0000000a7", "000000a7-", "7zzzzzzzzzzzzz", "gzzzzzzzzzzzz",
        "000000é",
    ])
    func text_thatIsNoID_isRefused(_ text: String) {
        #expect(VisitID(text) == nil)
    }

    @Test func misreadDigits_areForgiven() {
        #expect(VisitID("OOOOOOiL") == VisitID(number: 33))
    }
}
