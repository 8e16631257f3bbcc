extension SeedFiles {
    /// By file name. Lines are counted from the first of the text.
    static let minimal: [String: String] = [
        "documents.json": """
        [
          {
            "id": "article",
            "names": {"vi": "Bài báo", "en": "Article"},
            "kind": "article",
            "contentAsOf": "2024-12-30",
            "recordedAt": "2026-11-21",
            "lines": 40,
            "sources": [{"document": "article", "line": 1}]
          },
          {
            "id": "decision",
            "names": {"vi": "Quyết định", "en": "Decision"},
            "kind": "decision",
            "recordedAt": "2026-11-21",
            "sources": [{"document": "article", "line": 2, "statedBy": "committee"}]
          }
        ]
        """,
        "provinces.json": """
        [
          {
            "id": "lao-cai",
            "names": {"vi": "Lào Cai", "en": "Lao Cai", "zh": "老街"},
            "gsoCodes": [{"code": "10", "validTo": "2025-06-30"}],
            "validTo": "2025-06-30",
            "successor": "lao-cai-2025",
            "sources": [{"document": "article", "line": 2}]
          },
          {
            "id": "lao-cai-2025",
            "names": {"vi": "Lào Cai", "en": "Lao Cai"},
            "gsoCodes": [{"code": "15", "validFrom": "2025-07-01"}],
            "validFrom": "2025-07-01",
            "predecessors": ["lao-cai"],
            "sources": [{"document": "decision"}]
          }
        ]
        """,
        "places.json": """
        [
          {
            "id": "bac-ha",
            "names": {"vi": "Bắc Hà", "en": "Bac Ha"},
            "kind": "district",
            "province": "lao-cai",
            "sources": [{"document": "article", "line": 3}]
          }
        ]
        """,
        "gates.json": """
        [
          {
            "id": "kim-thanh",
            "names": {"vi": "Kim Thành", "en": "Kim Thanh"},
            "aliases": ["kim-thanh--bac-son"],
            "kind": "border-gate",
            "province": "lao-cai",
            "zone": "zone-lao-cai",
            "lanes": [
              {"id": "export-1", "direction": "export", "source": {"document": "article", "line": 4}},
              {"id": "import-1", "direction": "import", "source": {"document": "article", "line": 4}}
            ],
            "assertions": [
              {"field": "class", "value": "international", "source": {"document": "article", "line": 4}}
            ],
            "sources": [{"document": "article", "line": 4, "alsoLines": [5]}]
          }
        ]
        """,
        "zones.json": """
        [
          {
            "id": "zone-lao-cai",
            "names": {"vi": "Khu kinh tế", "en": "Economic zone"},
            "kind": "border-gate-economic-zone",
            "province": "lao-cai",
            "gates": ["kim-thanh"],
            "sources": [{"document": "article", "line": 6}]
          }
        ]
        """,
        "projects.json": """
        [
          {
            "id": "airport",
            "names": {"vi": "Cảng hàng không", "en": "Airport"},
            "kind": "airport",
            "provinces": ["lao-cai"],
            "phases": [
              {"phase": "approved", "source": {"document": "article", "line": 7}},
              {"phase": "operating", "planned": true, "source": {"document": "article", "line": 7}}
            ],
            "parameters": [
              {
                "name": "aerodrome-reference-code", "label": {"vi": "Cấp", "en": "Code"}, "code": "4C",
                "source": {"document": "article", "line": 7}
              }
            ],
            "sources": [{"document": "article", "line": 7}]
          }
        ]
        """,
        "corridors.json": """
        [
          {
            "id": "corridor",
            "names": {"vi": "Hành lang", "en": "Corridor"},
            "kind": "economic",
            "nodes": ["bac-ha", "lao-cai"],
            "sources": [{"document": "article", "line": 8}]
          }
        ]
        """,
        "legs.json": """
        [
          {
            "id": "leg",
            "names": {"vi": "Đường", "en": "Road"},
            "from": "bac-ha",
            "to": "kim-thanh",
            "mode": "road",
            "status": "operating",
            "opened": "2014",
            "length": {"value": 60, "unit": "km", "source": {"document": "article", "line": 8}},
            "gates": ["kim-thanh"],
            "sources": [{"document": "article", "line": 8}]
          }
        ]
        """,
        "outlines.json": """
        [
          {
            "province": "lao-cai",
            "validTo": "2025-06-30",
            "source": {"document": "article", "line": 8},
            "geometry": {"type": "Polygon", "coordinates": [[[103,22],[104,22],[104,23],[103,22]]]}
          }
        ]
        """,
        "organisations.json": """
        [
          {
            "id": "committee",
            "names": {"vi": "Ủy ban", "en": "Committee"},
            "kind": "people-committee",
            "province": "lao-cai",
            "sources": [{"document": "article", "line": 9}]
          }
        ]
        """,
        "meetings.json": """
        [
          {
            "id": "meeting",
            "names": {"vi": "Hội nghị", "en": "Conference"},
            "kind": "conference",
            "dateStatus": "held",
            "earliest": "2024-12-29",
            "latest": "2024-12-30",
            "organiser": "committee",
            "sources": [{"document": "article", "line": 10}]
          }
        ]
        """,
        "plans.json": """
        [
          {
            "id": "plan",
            "names": {"vi": "Kế hoạch", "en": "Plan"},
            "kind": "implementation-plan",
            "horizon": "2021/2030",
            "approvedBy": "decision",
            "subjects": ["lao-cai"],
            "tasks": [
              {"id": "task-1", "text": {"vi": "Một", "en": "One"}, "source": {"document": "article", "line": 11}},
              {"id": "task-1-1", "parent": "task-1", "text": {"vi": "Hai", "en": "Two"},
               "source": {"document": "article", "line": 11}}
            ],
            "sources": [{"document": "article", "line": 11}]
          }
        ]
        """,
        "services.json": """
        [
          {
            "id": "platform",
            "names": {"vi": "Nền tảng", "en": "Platform"},
            "kind": "platform",
            "operator": "committee",
            "sources": [{"document": "article", "line": 12}],
            "links": [{"relation": "requested-by", "record": "task-1", "source": {"document": "article", "line": 12}}]
          }
        ]
        """,
        "indicators.json": """
        [
          {
            "id": "trade-turnover",
            "names": {"vi": "Kim ngạch", "en": "Trade turnover"},
            "unit": "USD",
            "direction": "higher-is-better",
            "summable": true,
            "definition": {"vi": "Tổng giá trị", "en": "Total value"},
            "scopes": [{"id": "export-import", "names": {"vi": "Xuất nhập khẩu", "en": "Export and import"}}],
            "dimensions": [
              {
                "id": "mode", "names": {"vi": "Phương thức", "en": "Mode"},
                "codes": [{"id": "rail", "names": {"vi": "Đường sắt", "en": "Rail"}}]
              }
            ],
            "sources": [{"document": "article", "line": 13}]
          }
        ]
        """,
        "observations.json": """
        [
          {
            "id": "obs-turnover",
            "subject": "lao-cai",
            "indicator": "trade-turnover",
            "scope": "export-import",
            "dimensions": {"mode": "rail"},
            "value": 2790000000,
            "unit": "USD",
            "period": "2024-01-01/2024-12-15",
            "comparisons": [
              {"kind": "change-percent", "value": 72, "unit": "percent", "base": {"vi": "2023", "en": "2023"}}
            ],
            "source": {"document": "article", "line": 14}
          }
        ]
        """,
        "targets.json": """
        [
          {
            "id": "target-turnover",
            "subject": "lao-cai",
            "indicator": "trade-turnover",
            "kind": "level",
            "value": 9000000000,
            "unit": "USD",
            "deadline": "2025-12-31",
            "deadlineBasis": "stated",
            "setBy": "decision",
            "plan": "plan",
            "source": {"document": "article", "line": 15}
          }
        ]
        """,
        "checks.json": """
        [
          {
            "id": "check-previous",
            "names": {"vi": "Trước đó", "en": "The year before"},
            "left": {"previous": "obs-turnover", "comparison": 0},
            "relation": "about",
            "right": {"number": 1622093023},
            "tolerance": 0.000001,
            "severity": "error",
            "documents": ["article"]
          },
          {
            "id": "check-lanes",
            "names": {"vi": "Làn", "en": "Lanes"},
            "left": {"count": {"record": "kim-thanh", "member": "lanes", "where": {"direction": "export"}}},
            "relation": "equals",
            "right": {"difference": [{"number": 2}, {"number": 1}]},
            "severity": "warning"
          }
        ]
        """,
    ]
}
