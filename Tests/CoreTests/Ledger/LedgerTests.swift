import Events
import Simulation
import Testing

@Suite struct `A ledger of obligations` {
    typealias Parcel = Obligation<Parcels>

    private func ledger(_ facts: (EventType, String)...) throws -> Ledger<Parcels> {
        try Ledger(Parcels.log(facts))
    }

    @Test func `counts what was accepted by outcome, reason and stage`() throws {
        let ledger = try ledger(
            (.taken, "a"), (.taken, "b"), (.taken, "c"), (.taken, "d"), (.loaded, "b"),
            (.delivered, "a"), (.refused, "c address"))
        let account = ledger.account()
        #expect(account.accepted == 4)
        #expect(account.count(.delivered) == 1)
        #expect(account.count(.refused, because: "address") == 1)
        #expect(account.count(in: .sorting) == 1)
        #expect(account.count(in: .loaded) == 1)
        #expect(account.inFlight == 2)
        #expect(account.remainder == 0)
        #expect(ledger.flaws.isEmpty)
    }

    @Test func `is divided by labels`() throws {
        let ledger = try ledger((.taken, "a north"), (.taken, "b south"), (.delivered, "b"))
        #expect(ledger.account(of: ["depot": "north"]).count(in: .sorting) == 1)
        #expect(ledger.account(of: ["depot": "south"]).count(.delivered) == 1)
        #expect(ledger.account(of: ["depot": "south"]).accepted == 1)
        #expect(ledger.account(of: ["depot": "west"]).accepted == 0)
    }

    @Test func `accepts once what is opened again`() throws {
        let ledger = try ledger(
            (.taken, "a"), (.taken, "b"), (.delivered, "a round-1"), (.delivered, "b round-2"),
            (.roundFailed, "round-1"))
        let account = ledger.account()
        #expect(account.accepted == 2)
        #expect(account.count(.delivered) == 1)
        #expect(ledger["a"]?.state == .inFlight(.sorting))
        #expect(ledger["a"]?.holder == nil)
        #expect(account.remainder == 0)
    }

    @Test func `follows what passes to another holder`() throws {
        let ledger = try ledger(
            (.taken, "a"), (.delivered, "a round-1"), (.roundMerged, "round-1 round-2"),
            (.roundFailed, "round-1"), (.roundFailed, "round-2"))
        #expect(ledger["a"]?.state == .inFlight(.sorting))
        #expect(ledger["a"]?.changed == Position(5))
    }

    @Test func `settles by label only what is in flight`() throws {
        let ledger = try ledger(
            (.taken, "a"), (.taken, "b"), (.delivered, "a"), (.depotClosed, "north"))
        #expect(ledger.account().count(.delivered) == 1)
        #expect(ledger.account().count(.refused, because: "closed") == 1)
        #expect(ledger.flaws.isEmpty)
    }

    @Test func `names what is late, the longest overdue first`() throws {
        let ledger = try ledger(
            (.taken, "a"), (.taken, "b"), (.loaded, "b"), (.taken, "c"), (.delivered, "c"))
        let now = Parcels.start + .seconds(3_661)
        let late = ledger.account(at: now).late
        #expect(late.map(\.id) == ["a", "b"])
        #expect(late.first?.due == Parcels.start + .seconds(600))
        #expect(ledger.account(at: Parcels.start + .seconds(600)).late.isEmpty)
    }

    @Test(arguments: [
        ([(EventType.delivered, "x")], -1, "was changed but never opened"),
        ([(.taken, "x"), (.taken, "x")], 1, "was opened a second time"),
        ([(.taken, "x"), (.lost, "x"), (.delivered, "x")], 0, "was changed after it was settled"),
        (
            [(.taken, "x"), (.refused, "x mood")], 0,
            "was settled for a reason that does not exist: mood"
        ),
    ])
    func `lists what does not fit`(
        facts: [(EventType, String)], remainder: Int, what: String
    ) throws {
        let ledger = try Ledger<Parcels>(Parcels.log(facts))
        #expect(ledger.account().remainder == remainder)
        #expect(ledger.flaws.map(\.what) == [what])
        #expect(ledger.flaws.map(\.position) == [Position(Int64(facts.count))])
    }

    @Test(arguments: UInt64(1)...20)
    func `is balanced at every position of any history`(seed: UInt64) throws {
        var ledger = Ledger<Parcels>()
        for event in Parcels.log(Parcels.history(seed: seed, length: 300)) {
            try ledger.apply(event)
            let account = ledger.account()
            try #require(account.remainder == 0, "at \(event.position)")
        }
        #expect(ledger.flaws.isEmpty)
        #expect(ledger.account().accepted > 20)
    }
}

extension Parcels {
    /// A history without flaws, drawn at random, with every kind of fact.
    static func history(seed: UInt64, length: Int) -> [(EventType, String)] {
        let random = SeededRandom(seed: seed, name: "parcels")
        func draw(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        var facts: [(EventType, String)] = []
        var taken = 0
        /// Parcels that the generator itself knows to be on the way.
        var open: [String] = []
        func add(_ type: EventType, settling parcel: String, _ more: String = "") {
            facts.append((type, parcel + more))
            open.removeAll { $0 == parcel }
        }
        while facts.count < length {
            let parcel = open.isEmpty ? nil : open[draw(open.count)]
            switch (draw(20), parcel) {
            case (10..<14, let parcel?): add(.delivered, settling: parcel, " round-\(draw(4))")
            case (14, let parcel?): add(.refused, settling: parcel, " address")
            case (15, let parcel?): add(.lost, settling: parcel)
            case (16, let parcel?): facts.append((.loaded, parcel))
            case (17, _): facts.append((.roundFailed, "round-\(draw(4))"))
            case (18, _): facts.append((.roundMerged, "round-\(draw(4)) round-\(draw(4))"))
            case (19, _):
                facts.append((.depotClosed, draw(2) == 0 ? "north" : "south"))
                open = []
            default:
                facts.append((.taken, "p\(taken) \(draw(2) == 0 ? "north" : "south")"))
                open.append("p\(taken)")
                taken += 1
            }
        }
        return facts
    }
}
