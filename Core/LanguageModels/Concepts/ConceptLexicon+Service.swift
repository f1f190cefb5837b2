extension ConceptLexicon {
    /// What customers of any service write about: orders, deliveries, bookings, plans, people.
    static let serviceEntries = """
        parcel: parcel, parcels, package, packages, shipment, shipments, packet, box
        tracking: track and trace, tracking number, tracking page, tracking info, whereabouts
        tracking: where is my order, where is my parcel, where is my package, in transit
        courier: driver, delivery man, postman, delivery service, carrier
        damaged: damaged, damage, broken on arrival, in pieces, smashed, crushed, dented, torn
        damaged: cracked, scratched, shattered
        itemmissing: item missing, missing item, incomplete, half empty, missing part, parts missing
        returngoods: send back, sending back, give back, return label, return policy, return goods
        stock: out of stock, sold out, in stock, restock, back in stock, inventory
        size: dimensions, maximum weight, too heavy, too big, too large, largest, oversize
        price: postage, price list, quote, quotation, how much does, what does it cost, pricey
        discount: discount, discounts, voucher, coupon, promo code, promotion, rebate, offer code
        voucher: gift card, gift voucher
        invoice: invoice, invoices, invoiced, bill, bills, billing, receipt, receipts
        tax: vat, tax, taxes, sales tax, customs, duty, duties, import fee
        plan: subscription, subscriptions, plan, plans, tier, licence seat, seats, trial, free trial
        booking: booking, bookings, reservation, reservations, reserve, reserved, book a, rebook
        doublebooking: double booked, double booking, overbooked, booked twice, same slot
        schedule: reschedule, postpone, another day, different day, later date, other date
        openinghours: opening hours, opening times, open on, when open, business hours, until what time
        contact: contact support, talk to, speak to, human agent, call centre, phone support
        contact: hotline, live chat, customer service, real person
        complaint: complaint, complain, complaining, rude, unfriendly, impolite, unacceptable
        complaint: disappointed, outrageous, unprofessional
        praise: great job, well done, awesome, love it, fantastic, thank you very much
        person: customer, customers, client, clients, user, users, visitor, visitors, people
        staff: employee, employees, colleague, colleagues, coworker, staff, team member, clerk
        company: company, business, firm, organisation, organization, corporate, enterprise
        business: business account, corporate account, business customer
        signature: signature, signatures, sign the, e sign, signed document
        contract: contract, contracts, agreement, terms
        document: paperwork, form to fill, certificate of
        username: username, user name, nickname, display name
        invite: invite, invites, invited, invitation, invitations, inviting
        share: share, shares, shared, sharing
        survey: poll, survey, vote, votes, voting
        rating: rating, ratings, review stars, stars
        vehicle: car, truck, van, vehicle, vehicles, lorry
        near: near me, close by, in the neighbourhood, next to me
        lost: disappeared parcel, got lost, went missing
        insurance: insurance, insured, liability, claim, claims, compensation
        safeplace: neighbour, neighbor, safe place, leave it at, doorstep, porch
        forbidden: forbidden goods, not allowed to send, prohibited, banned, permitted goods
        collect: pick up, pickup, collect, collection, collected, drop off, dropoff
        refill: refuel, replenish
        measure: unit, units, metric, imperial, inch, inches
        round: rounding, rounded, rounds, off by one cent, decimal, decimals, cents
        total: total, totals, sum, subtotal, grand total, amount, amounts
        history: log of changes, audit log, audit trail, change log
        privacy: privacy, gdpr, data protection, personal data
        quality: poor quality, bad quality, low quality
        wait: queue, waiting list, wait list, in line
        """
}
