extension ConceptLexicon {
    /// Everyday words for events, states, amounts and times that mean much the same.
    static let generalEntries = """
        begin: begin, begins, began, start, starts, started, starting, commence
        end: finish, finishes, finished, complete, completes, completed, completing
        show: show, shows, shown, showing, display, displays, displayed, visible, appears
        hide: hide, hides, hid, invisible, hidden away
        get: receive, obtain
        send: send, sends, sent, sending, submit, submits, submitted, transmit, dispatch, dispatched
        choose: choose, chooses, chose, chosen, choosing, select, selects, selected, selecting, pick
        choose: pick a, choice, selection
        use: use, uses, used, using, utilise, utilize, usage
        make: create, creates, created, creating, generate, generates, generated, add, adds, added
        see: see, sees, seen, view, views, viewed, look, looks, watch
        find: find, finds, finding, locate, discover, spot
        understand: understand, confusing, confused, unclear, not clear, misleading
        fix: fix, fixes, fixing, repair, repairs, repaired, solve, solved, resolve, resolved, correct
        ignore: ignore, ignores, ignored, ignoring, not respected, no effect, not honoured
        ignore: not honored, has no effect, without effect, disregard, disregards, disregarded
        repeat: repeat, repeats, repeatedly, again and again, over and over, keeps, keep getting
        sudden: suddenly, all of a sudden, out of nowhere, unexpectedly
        always: every time, each time, constantly, all the time, permanently, reproducible
        sometimes: sometimes, occasionally, intermittent, intermittently, randomly, now and then
        today: today, this morning, this afternoon, tonight, since today
        yesterday: yesterday, last night, the other day
        recent: recently, lately, newly, just now, since the last
        early: early, earlier, too early, ahead of time, premature
        late: later, too late, belated
        near: close, nearby, next to, beside, adjacent
        big: big, bigger, large, larger, huge, enormous, giant
        small: small, smaller, tiny, little, short
        fast: fast, faster, quick, quicker, rapid, instantly
        slowness: slow, takes long, took long, so long, long time to load
        empty: empty, blank, nothing in it, without content, no content, contains nothing
        full: full, filled, no space, disk full, capacity
        allow: allow, allows, permit, permits, let
        need: require, requires, required, necessary, must have
        person: people, persons, person, everybody, everyone, someone, anybody
        many: many, several, lots of, multiple, numerous, dozens, hundreds, thousands
        one: single, only one, just one
        first: first, initial, initially
        last: final, finally, latest, most recent
        left: left side, left hand
        top: top of, upper, above
        bottom: bottom, lower part, below, underneath
        wrong: incorrectly shown, false, invalid, not valid, faulty value, improper
        different: different, differently, other than, another, differs
        same: identical, same as, equal
        number: number of, count, counts, counted, counter, quantity
        price: expensive
        part: part, parts, section, sections, piece, portion
        picture: logo, avatar, profile picture, profile photo
        home: house, flat, apartment
        work: office, workplace
        """
}
