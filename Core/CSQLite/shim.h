#include <sqlite3.h>

// Swift can neither call a variadic C function nor see a macro with arguments, so both are wrapped here.

static inline int signalbox_db_config(sqlite3 *database, int option, int value) {
  int now = 0;
  int code = sqlite3_db_config(database, option, value, &now);
  return code == SQLITE_OK ? now : -code;
}

static inline sqlite3_destructor_type signalbox_transient(void) { return SQLITE_TRANSIENT; }
static inline sqlite3_destructor_type signalbox_static(void) { return SQLITE_STATIC; }

static const int signalbox_defensive = SQLITE_DBCONFIG_DEFENSIVE;
