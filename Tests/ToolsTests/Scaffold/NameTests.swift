import Testing

@testable import Scaffold

@Suite struct `Naming a product` {
    private func name(_ text: String, types: Set<String> = []) throws(ScaffoldError) -> ProductName
    {
        try ProductName(text, modules: ["Events", "Signals", "SignalsFacade"], types: types)
    }

    @Test(arguments: [
        ("invoices", "UpperCamelCase"), ("Invoice_s", "UpperCamelCase"), ("", "UpperCamelCase"),
        ("HTTP", "UpperCamelCase"), ("InvoiceFacade", "part of a product"),
        ("SomethingOfTwentyOne1", "21 characters"), ("Switch", "word of the language"),
        ("Events", "module or product Events"), ("Signals", "module or product Signals"),
    ])
    func `is refused with the reason`(text: String, reason: String) {
        let error = #expect(throws: ScaffoldError.self) { try name(text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("Invoices", "Invoice"), ("Deliveries", "Delivery"), ("Boxes", "Box"), ("Passes", "Pass"),
        ("ExpenseReports", "ExpenseReport"), ("Gateway", "GatewayEntry"), ("Press", "PressEntry"),
        // One of these would hide what everybody means by the word.
        ("Tasks", "TasksEntry"), ("Cases", "CasesEntry"), ("Sets", "SetsEntry"),
    ])
    func `finds the noun for one of them`(product: String, noun: String) throws {
        #expect(try name(product).noun == noun)
    }

    @Test func `avoids a noun that a type in sight has`() throws {
        #expect(try name("Pages", types: ["Page"]).noun == "PagesEntry")
    }

    @Test func `is spelled as each place needs it`() throws {
        let name = try name("ExpenseReports")
        let text = "{Product} {product} {Noun} {noun} {stored} {snake} {kebab} {A} {words}"
        #expect(
            name.filled(text)
                == "ExpenseReports expenseReports ExpenseReport expenseReport expense_reports "
                + "expense_report expense-report An expense report")
    }

    @Test(arguments: [
        ("HTTPChecks", "httpChecks", ["http", "checks"]), ("Invoices", "invoices", ["invoices"]),
        ("AB", "ab", ["ab"]), ("V2Runs", "v2Runs", ["v2", "runs"]),
    ])
    func `keeps runs of capitals together`(text: String, camel: String, words: [String]) {
        #expect(text.lowerCamel == camel)
        #expect(text.words == words)
    }
}
