import Events
import SignalsContracts
import Testing

@Suite struct `Ids follow from what they name` {
    let team = TeamID.first

    @Test func `the namespace is the published one`() {
        #expect(SignalsIdentity.namespace.description == "16e8a8fe-c16b-5f7a-9db7-e6f1500238e6")
    }

    @Test func `a signal without a key is named by its content`() {
        let id = SignalsIdentity.signal(
            team: team, epoch: 1, source: .zendeskTicket, sourceID: "00027", description: "Hello")
        #expect(id.description == "60009024-b8eb-5a6b-b00f-ec332556eab8")
    }

    @Test func `a signal with a key is named by the key`() {
        let id = SignalsIdentity.signal(team: team, epoch: 1, key: "k1")
        #expect(id.description == "435e383d-8c67-58a1-9d65-8137e39f3776")
    }

    @Test func `two spellings of one text are one signal`() {
        func id(_ text: String) -> SignalID {
            SignalsIdentity.signal(
                team: team, epoch: 1, source: .zendeskTicket, sourceID: "1", description: text)
        }
        #expect(id("caf\u{E9}") == id("cafe\u{301}"))
        #expect(id("cafe") != id("caf\u{E9}"))
    }

    @Test func `a released founder founds another report`() {
        let founder = SignalsIdentity.signal(team: team, epoch: 1, key: "k1")
        func report(_ generation: Int) -> ReportID {
            SignalsIdentity.report(
                team: team, epoch: 1, founder: founder, generation: generation)
        }
        #expect(report(1) == report(1))
        #expect(report(1) != report(2))
    }
}

@Suite struct `Weights add up exactly` {
    @Test func `ten times a tenth is one`() throws {
        let tenth = try #require(Weight(0.1))
        let sum = (0..<10).reduce(Weight.zero) { sum, _ in sum + tenth }
        #expect(sum == .full)
    }

    @Test(arguments: [0.1, 0.5, 0.999, 1.0, 0.0, 0.123])
    func `the stored number is the number given`(number: Double) throws {
        let weight = try #require(Weight(number))
        let stored = try JSONCoding.encode([weight])
        #expect(try JSONCoding.decode([Weight].self, from: stored) == [weight])
    }

    @Test(arguments: [0.0001, .nan, .infinity, 1e15])
    func `what is no number of thousandths is no weight`(number: Double) {
        #expect(Weight(number) == nil)
    }
}
