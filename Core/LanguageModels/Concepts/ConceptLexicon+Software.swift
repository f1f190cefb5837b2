extension ConceptLexicon {
    /// Programs and what people do with them, on any platform.
    static let softwareEntries = """
        crash: crash, crashed, crashes, crashing, segfault, segmentation fault, core dump, panic
        crash: quits unexpectedly, quit unexpectedly, closes itself, closed itself, closes by itself
        crash: exits unexpectedly, terminates unexpectedly, shuts itself down, access violation
        hang: hang, hangs, hung, hanging, freezes, freezing, not responding, stops responding
        hang: stopped responding, beachball, spinner forever, spins forever, endless loop, deadlock
        hang: infinite loop, loops forever, endlessly, never finishes, never ends, not end
        slowness: sluggish, laggy, lag, lags, lagging, slowly, slowness, slower, performance
        slowness: latency, high cpu, takes forever, takes ages, takes minutes, unresponsive ui
        memory: memory leak, out of memory, memory usage, ram, oom, heap exhausted
        battery: battery, drains, draining, power consumption, battery life, battery drain
        blankpage: blank page, blank screen, white page, white screen, empty page, black screen
        blankpage: blank window, empty screen, not render, not rendered, renders nothing
        layout: layout, misaligned, alignment, overlap, overlaps, overlapping, cut off, cropped
        layout: truncated, clipped, outside the screen, squashed, stretched, off screen
        contrast: unreadable, illegible, contrast, not readable, hard to read, invisible text
        darkmode: dark mode, dark theme, night mode, dark scheme, dark appearance
        appearance: theme, skin, color scheme, colour scheme, stylesheet, css, styling
        scroll: scroll, scrolls, scrolling, scrollbar, scroll bar, mouse wheel
        button: button, buttons, toolbar button, icon
        menu: menu, menus, context menu, dropdown, drop down, submenu, menubar, popup menu
        dialog: dialog, dialogue, modal, pop up, popup, prompt, message box, alert box
        window: window, windows open, frame, pane, panel, sidebar
        tab: tab, tabs, tabbed
        keyboard: keyboard, shortcut, shortcuts, hotkey, key binding, keybinding, accelerator
        keyboard: keystroke, key combination, access key
        mouse: mouse, cursor, pointer, hover, right click, double click, click
        dragdrop: drag, dragging, drag and drop, drops onto
        clipboard: clipboard, copy, copying, copied, paste, pasting, pasted, cut and paste
        undo: undo, redo, undoing
        editor: editor, editing, text field, input field, textarea, text box, composer, compose
        spelling: spell check, spellcheck, spellchecker, spelling, dictionary, dictionaries
        font: font, fonts, font size, text size, typeface, letters bigger
        language: translation, translated, translations, localization, localisation, locale, l10n
        language: untranslated, wrong language, i18n
        charset: encoding, charset, utf, unicode, mojibake, garbled, umlaut, umlauts, accented
        charset: special characters, non ascii, diacritics
        search: search, searches, searching, find in page, lookup, query results, search result
        search: search results, search box, search bar, search field
        filter: filter, filters, filtering, filtered
        sort: sort, sorting, sorted, sort order, ordering of, wrong order
        export: export, exports, exported, exporting, save as, dump to
        import: import, imports, imported, importing, migrate, migration, migrating, bulk upload
        upload: upload, uploads, uploaded, uploading, attach a file, attaching
        download: download, downloads, downloaded, downloading, save file, saving file
        attachment: attachment, attachments, attached file, enclosed file
        file: file, files, document, documents
        folder: folder, folders, directory, directories, subfolder
        spreadsheet: spreadsheet, csv, excel, xlsx, worksheet, sheet
        pdf: pdf, pdfs
        image: image, images, picture, pictures, photo, photos, screenshot, thumbnail, png, jpeg
        video: video, videos, movie, playback, player
        audio: audio, sound, sounds, volume, muted, mute, microphone
        print: print, prints, printed, printing, printer, printout, print preview
        notification: notification, notifications, notify, notified, push message, push, pushes
        notification: reminder, reminders, remind, alert, alerts, reminds
        email: email, emails, e mail, mail message, mailbox, inbox, newsletter, mails
        mailfetch: imap, pop3, smtp, mail server, outgoing server
        spam: spam, junk, junk mail, phishing
        calendar: calendar, calendars, appointment, appointments, event series, recurring event
        addressbook: address book, contacts, contact list, addressbook
        bookmark: bookmark, bookmarks, favourites, favorites
        browser: browser, browsers, firefox, chrome, safari, edge, web browser
        cache: cache, cached, caching, stale, cookies, cookie, clear cache
        network: network, offline, connectivity, no internet, wifi, wi fi, disconnected
        network: connection lost, lost connection, connection drops, connection reset, no connection
        timeout: timeout, timeouts, timed out, times out, time out, timing out, deadline exceeded
        proxy: proxy, proxies, firewall, vpn
        certificate: certificate, certificates, ssl, tls, https, self signed
        server: server, servers, backend, host, service unavailable, outage, bad gateway
        servererror: internal server error, server error, http 500, error 500, status 500
        notfoundpage: 404, page not found, dead link, broken link, not found page
        permission: permission, permissions, access denied, forbidden, unauthorized access, 403
        permission: not authorized to, no access, privileges, access rights, read only access
        role: role, roles, admin, administrator, owner of the account, guest, guests
        token: token, api key, api keys, access token, secret key, credentials expired
        security: vulnerability, xss, csrf, injection, security hole, exploit
        signin: sign in, signin, log in, login, logging in, logon, log on, signing in, sign on
        signin: single sign on, sso, saml, oauth, two factor, 2fa, authenticator
        signout: log out, logged out, sign out, signed out, logs out, logout, session expired
        signout: kicked out, logging me out
        resetlink: reset link, password reset, reset password, forgot password, reset mail
        sync: sync, syncs, synced, syncing, synchronize, synchronise, synchronization
        sync: synchronisation, synchronized, out of sync
        backup: backup, backups, back up, restore, restores, restoring, restored from
        dataloss: data loss, lost data, disappeared, vanished, vanishes, gone, wiped, deleted itself
        dataloss: erased, lost my work, disappears
        delete: delete, deletes, deleted, deleting, remove, removes, removed, removing, erase, trash
        save: save, saves, saved, saving, store changes, persist, persisted, not persisted
        settings: setting, settings, preference, preferences, option, options, configuration, config
        install: install, installs, installed, installing, installation, installer, setup program
        install: uninstall, reinstall
        upgrade: upgrade, upgrades, upgraded, upgrading, update to version, new version
        upgrade: latest version, new release, since the release, after the update, last update
        build: build, compile, compilation, compiles, compiler, linker, bustage, build failure
        build: does not compile, build error
        tests: test failure, failing test, tests fail, flaky, intermittent failure, unit test
        plugin: plugin, plugins, add on, addon, addons, extension, extensions, add ons
        startup: startup, start up, launch, launches, launching, on boot, opening the app, boots
        shutdown: shutdown, on exit, when closing, on quit, quitting
        mobile: android, ios, iphone, ipad, mobile app, phone app, smartphone app
        desktop: desktop, macos, mac os, linux, ubuntu, laptop
        screen: fullscreen, full screen, monitor, resolution, high dpi, hidpi, zoom, zooming
        refresh: refresh, reload, reloads, reloading, refreshing, page reload
        form: form, forms, form field, required field, validation message, submit
        link: hyperlink, url, urls, web address, share link, public link
        timezone: timezone, time zone, time zones, daylight saving, dst, utc, summer time
        date: date, dates, day, wrong day, calendar day
        chart: chart, charts, graph, graphs, diagram, plot, dashboard, report widget
        table: table, tables, column, columns, row, rows, grid
        map: map, maps, location pin, gps, geolocation, marker
        barcode: barcode, qr code, scan, scans, scanner, scanning, scanned
        database: database, sql, query plan, index scan, deadlocks, postgres, mysql, sqlite
        concurrency: race condition, concurrent, concurrently, at the same time, simultaneously
        concurrency: lock, locks, locking conflict
        duplicates: duplicates, duplicate entry, duplicate entries, shown twice, appears twice
        duplicates: twice in the list, doubled, doubles, everything twice, listed twice
        nullerror: null pointer, nullpointerexception, undefined is not, typeerror, nil value
        nullerror: null reference, none type, nonetype, not a function, is undefined, is null
        regression: regression, used to work, worked before, no longer works, worked until
        regression: no longer work, not work anymore, stopped work
        accessibility: accessibility, screen reader, a11y, wcag, tab order
        documentation: documentation, docs, manual, readme, tutorial, help page
        featurewish: feature request, please add, would be nice, wish, it would be great, rfe
        featurewish: enhancement, suggestion, could you add
        remove: clean up, cleanup, get rid of, drop support, obsolete, unused code, dead code
        deprecated: deprecated, deprecation, legacy api
        rename: rename, renames, renamed, renaming
        move: move to, moved to, moving to
        port: port, ported, porting, backport, uplift
        webhook: webhook, webhooks, callback url, web hook
        ratelimit: rate limit, rate limited, too many requests, 429, throttled, throttling
        json: json, payload, malformed json, parse error, parsing error, cannot parse
        """
}
