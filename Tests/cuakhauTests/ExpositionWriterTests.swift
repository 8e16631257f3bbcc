import Testing

@testable import cuakhau

/// The text format of Prometheus, version 0.0.4.
struct ExpositionWriterTests {
    private func text(_ write: (inout ExpositionWriter) -> Void) -> String {
        var writer = ExpositionWriter()
        write(&writer)
        return writer.text
    }

    @Test func family_HasHelpTypeAndItsSamplesTogether() {
        let text = text {
            $0.add("a_total", .counter, "What a is.", [.init(1, (name: "x", value: "y")), .init(UInt64.max)])
            $0.add("b", .gauge, "What b is.", .init(-2.5))
        }
        #expect(
            text == """
                # HELP a_total What a is.
                # TYPE a_total counter
                a_total{x="y"} 1
                a_total 18446744073709551615
                # HELP b What b is.
                # TYPE b gauge
                b -2.5

                """)
    }

    @Test func family_WithoutSamples_IsLeftOut() {
        #expect(text { $0.add("a_total", .counter, "A.", []) } == "")
    }

    @Test func values_OfLabels_AreEscaped() {
        let text = text {
            $0.add("a", .gauge, "A.", .init(1, (name: "x", value: "\\ \" \n é"), (name: "y", value: "")))
        }
        #expect(text.hasSuffix("a{x=\"\\\\ \\\" \\n é\",y=\"\"} 1\n"))
    }

    @Test func help_EscapesBackslashAndLineFeedOnly() {
        #expect(text { $0.add("a", .gauge, "\\ \" \n", .init(1)) }.hasPrefix("# HELP a \\\\ \" \\n\n"))
    }

    @Test func numbers_ThatAreNone_HaveTheNamesOfTheFormat() {
        let text = text { $0.add("a", .gauge, "A.", [.init(.infinity), .init(-.infinity), .init(Double.nan)]) }
        #expect(text.hasSuffix("a +Inf\na -Inf\na NaN\n"))
    }

    @Test func histogram_IsCumulative() {
        let text = text {
            $0.addHistogram("a_seconds", "A.", bounds: [0.00001, 0.5], counts: [3, 0, 2], sum: 7.25)
        }
        #expect(
            text == """
                # HELP a_seconds A.
                # TYPE a_seconds histogram
                a_seconds_bucket{le="1e-05"} 3
                a_seconds_bucket{le="0.5"} 3
                a_seconds_bucket{le="+Inf"} 5
                a_seconds_sum 7.25
                a_seconds_count 5

                """)
    }

    @Test func process_IsSeen() throws {
        let process = try #require(ProcessFigures())
        #expect(process.residentBytes > 1 << 20 && process.virtualBytes >= process.residentBytes)
        #expect(process.openDescriptors >= 3 && process.greatestDescriptors >= process.openDescriptors)
        #expect(process.processorSeconds >= 0)
    }
}
