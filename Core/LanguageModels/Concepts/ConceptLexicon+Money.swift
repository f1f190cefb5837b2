extension ConceptLexicon {
    /// Cards, accounts and payments.
    static let moneyEntries = """
        card: card, cards, debit card, credit card, bank card, plastic
        virtual: virtual, disposable, single use, one time use, temporary card, online card
        virtual: virtual card
        physical: physical, real card, actual card, plastic card, tangible
        cash: cash, banknote, bill note, notes, coins
        atm: atm, cash machine, cashpoint, cash point, cash dispenser, teller machine, dispenser
        atm: cash withdrawal machine
        withdraw: withdraw, withdrawal, withdrawn, withdrew, take out money, took out money
        withdraw: take money out, took money out, get cash, got cash, getting cash, take out cash
        withdraw: took out cash, draw money, cash out, pull out money, get money out
        withdraw: got money out, cash withdrawal, take cash out
        deposit: deposit, deposited, pay in, paid in
        topup: top up, topup, topped up, topping up, top off, topping off, add money, adding money
        topup: added money, add fund, adding fund, load money, put money, putting money
        topup: putting fund, refill, reload, recharge, add cash, load fund, fund my account
        topup: fund account, credit my account
        transfer: transfer, transferred, transferring, transfered, transfering, send money
        transfer: sent money, sending money, wire, remit, remittance, sepa, swift, bank transfer
        transfer: move money, moved money, send fund, money sent
        beneficiary: beneficiary, payee, recipient, receiver, recipient account
        payment: payment, pay, paid, paying, purchase, purchased, bought, buy, transaction
        payment: checkout, shopping, order paid, buying
        directdebit: direct debit, standing order, recurring payment, subscription payment
        cheque: cheque, check deposit, paper check, by check, with check, a check, my check
        cheque: checks, cheques
        refund: refund, refunded, refunding, money back, reimburse, reimbursement, reimbursed
        refund: chargeback, get back money, money returned, return my money
        revert: revert, reverted, reversed, reversal, undone, returned, bounced back, put back
        revert: went back, sent back, rolled back
        cancel: cancel, cancelled, canceled, cancellation, cancelling, call off, undo, abort
        cancel: stop transfer, stop payment
        fee: fee, charge, charged, charging, surcharge, commission, cost, price, expensive
        fee: pricing, levy, free, pay extra, extra charge, extra fee, overcharge
        exchange: exchange, exchanged, exchanging, convert, conversion, converted, converting
        exchange: foreign exchange, fx, currency exchange, change currency, trade currency
        exchange: swap currency
        rate: rate, exchange rate, conversion rate, interbank
        currency: currency, currencies, fiat, euro, eur, dollar, usd, gbp, pound, sterling
        currency: foreign money, aud, crypto, cryptocurrency, bitcoin, yen, rouble, ruble
        currency: foreign currency
        abroad: abroad, overseas, foreign, international, internationally, holiday, vacation
        abroad: travel, traveling, travelling, foreign country, another country, other country
        abroad: trip, outside the country
        country: country, countries, region, europe, eu, us, usa, uk, european, location, states
        limit: limit, limits, limitation, maximum, max, restriction, restricted, cap, capped
        limit: unlimited, how many times, number of times, quota, threshold, allowance, minimum
        limit: restrict, most i can
        balance: balance, available money, available balance, account balance, available fund
        statement: statement, history, activity, transaction list, transaction history, my record
        fund: fund, funds, source of funds, money come from, money came from, source, origin
        fund: origins, comes from, came from, coming from
        pending: pending, still processing, in progress, processing, stuck, on hold, hold up
        pending: not complete, not completed, not finished, awaiting, being processed
        declined: declined, decline, declining, rejected, reject, refused, refuse, denied, deny
        declined: not accepted, turned down, not accept, unsuccessful, not approved
        declined: not authorised, not authorized, bounced, declines
        fail: fail, failed, failing, failure, fails, not work, not working, not function
        fail: not go through, not went through, not going through, not gone through, error, broken
        fail: malfunction, problem, issue, trouble, messed up, out of order, nothing happens
        fail: faulty, not respond, not loading, not load, not happen, defective, fault, wont work
        fail: stopped working, stops working, not successful, break, broke, unresponsive
        fail: goes wrong, went wrong, not let, not allow, not allowed, not able, not possible
        fail: unable, not permit, prevents, blocked from, impossible, disallowed, prohibited
        unknown: not recognise, not recognize, unrecognised, unrecognized, not mine, not make
        unknown: not made, unfamiliar, unknown, not authorise, strange, suspicious, not remember
        unknown: unauthorised, unauthorized, fraud, fraudulent, never made, not do, not know
        unknown: weird, not familiar, without my permission, scam
        compromised: compromised, hacked, someone else using, cloned, leaked, someone use
        compromised: used by someone, someone is using, someone has my
        notarrived: not arrive, not arrived, not receive, not received, not come, not show
        notarrived: not showing, not appear, not appearing, not shown, not see, not reflect
        notarrived: not reflected, not get, not got, missing, where is, nowhere, not here
        notarrived: still waiting, not update, not updated, not credited, not landed, not there
        notarrived: not available, not through yet, not turn up, not delivered, not seeing
        notarrived: not visible, not reached, not find, not posted, not yet
        arrive: arrive, arrival, arrived, delivery, delivered, deliver, ship, shipped, shipping
        arrive: mail, mailed, post, receive, received, come in, reach, get here, arriving
        arrive: receiving, courier, track, tracking
        time: how long, how soon, when will, how much time, how fast, timeframe, time frame
        time: how many days, how quickly, take long, typical time, duration, estimate, estimated
        time: eta, normally take, long does, take for, soon
        delay: late, delay, delayed, slow, taking forever, taking long, taking so long, week ago
        delay: days ago, hours ago, a while ago, while now, week, weeks, days, hours, several days
        delay: waiting, long time, taking too long, last week
        urgent: urgent, urgently, asap, immediately, right away, emergency, quickly
        urgent: as soon as possible, right now
        wrong: wrong, incorrect, not correct, incorrectly, mistake, not right, mistaken
        wrong: inaccurate, not match, different amount, wrong amount, too much, too low, less than
        wrong: more than, not what, not enough, bad, higher, lower, messed, not the same, differs
        wrong: discrepancy, less
        twice: twice, double, two times, duplicate, duplicated, multiple times, charged again
        twice: second time, same transaction, repeated
        extra: extra, additional, unexpected, hidden, more charge, odd
        lost: lost, lose, misplaced, cannot find, gone missing, left my, missing card, dropped
        stolen: stolen, theft, stole, robbed, mugged, thief, pickpocket, robbery, snatched
        stolen: burgled
        swallowed: swallowed, ate, eaten, kept my card, took my card, retained, stuck in machine
        swallowed: eat, machine took, not give back
        found: found, find again, recovered, located, turned up
        activate: activate, activation, activated, activating, enable, set up, start using
        activate: turn on
        reactivate: reactivate, unfreeze, unlock card, reactivated, put back into app, relink
        reactivate: re-activate, reactivating
        link: link, linked, linking, connect, attach, bind, associate, add card to app, pair
        link: connecting
        freeze: freeze, frozen, lock, block card, disable card, freeze card, block
        blocked: blocked, locked, lockout, locked out, unblock, unlock, suspended, unblocking
        blocked: unlocking, too many attempts, too many times, too many tries, locking
        expire: expire, expired, expires, expiring, expiration, expiry, run out, runs out
        expire: about to end, end of validity, out of date
        replace: replace, replacement, replacing, new card, new one, renew, renewal, reissue
        replace: another card
        order: order, ordering, request, apply, obtain, acquire, get a, issue
        spare: spare, second card, additional card, extra card, more cards, another card
        spare: multiple cards, two cards, more than one card, add someone, family member
        child: child, children, kid, kids, son, daughter, teen, teenager, minor, underage, young
        child: youth, under 18, years old, year old, age, old, older, age limit, minimum age
        child: toddler
        pin: pin, pin number, pin code
        passcode: passcode, password, pass code, login code, access code, credential
        forgot: forgot, forget, forgotten, not remember, reset, recover, lost password, not recall
        change: change, changed, changing, modify, edit, alter, update, switch, amend, updated
        details: personal detail, address, name, phone number, email address, profile
        details: personal information, my detail, surname, last name, moved, marital
        identity: identity, id, who i am, passport, identification, identity check
        identity: identity document, selfie, driving licence, identity verification, kyc
        verify: verify, verified, verification, verifying, prove, proof, confirm, confirmation
        verify: validate, authenticate, proving, check my identity, validation
        account: account, open account, profile account
        close: close account, delete account, terminate, deactivate, closing, end account
        close: delete my account, close my account, shut down, leave bank, unsubscribe
        close: terminating
        open: open an account, sign up, register, create account, opening, new account
        open: registration, create an account, join, signup, opened account
        contactless: contactless, tap, nfc, tap to pay, tap and pay
        mobilepay: apple pay, google pay, mobile payment, apple watch, wallet app, iphone pay
        mobilepay: android pay
        phone: phone, mobile, smartphone, cell, cellphone, handset, device, tablet
        auto: auto, automatic, automatically, auto top, autotopup
        visa: visa, mastercard, master card, amex, american express
        support: support, supported, accept, accepted, acceptable, which work, compatible, take
        support: allowed, works in, work in, valid
        where: where can, where do, which place, which atm, nearest, what place, locations, places
        where: which shop, anywhere, nearby, closest
        howto: how do, how can, how to, how would, procedure, steps, process for, instructions
        howto: guide, walk me through, show me how, what do i need to, way to, tell me how
        howto: way for me
        why: why, reason, how come, what caused, cause, explain, what happened, what is going on
        why: whats wrong, what could
        bank: bank, branch, local bank, office
        salary: salary, wage, paycheck, payroll
        merchant: merchant, seller, shop, store, retailer, vendor, item, goods, order from
        friend: friend, friends, family, someone else, partner, wife, husband, other people
        friend: somebody
        """
}
