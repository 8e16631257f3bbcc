#ifndef CUAKHAU_CSQLITE_SHIM_H
#define CUAKHAU_CSQLITE_SHIM_H

#include <sqlite3.h>

/* Binds text that is copied before the call returns: the constant that says so is a cast that Swift cannot import. */
static inline int csqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int count) {
    return sqlite3_bind_text(statement, place, text, count, SQLITE_TRANSIENT);
}

#endif
