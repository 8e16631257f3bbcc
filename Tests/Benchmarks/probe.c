// What the disk and SQLite do by themselves, for live.py: probe FILE SECONDS.
//
// First how many times a second a record of 4 KiB is appended and carried to the disk by fdatasync; then how many rows a
// second SQLite inserts with the durability of the journal (WAL, synchronous=FULL), at 32 and at 1,000 a commit. The row
// is that of an event. One line of figures.
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void stop(const char *reason) {
    fprintf(stderr, "probe: %s\n", reason);
    exit(1);
}

static double syncs(const char *path, double seconds) {
    static char record[4096];
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0) stop(path);
    long count = 0;
    double start = now(), end = start + seconds;
    while (now() < end) {
        if (pwrite(file, record, sizeof record, count % 4096 * (long)sizeof record) < 0) stop("pwrite");
        if (fdatasync(file) != 0) stop("fdatasync");
        count++;
    }
    double rate = (double)count / (now() - start);
    close(file);
    unlink(path);
    return rate;
}

static void run(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sqlite3_errmsg(database));
}

static double inserts(const char *path, double seconds, int rowsOfCommit) {
    sqlite3 *database;
    sqlite3_stmt *row;
    if (sqlite3_open(path, &database) != SQLITE_OK) stop(path);
    run(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096");
    run(database,
        "CREATE TABLE event (sequence INTEGER PRIMARY KEY, at INTEGER, reported INTEGER, actor INTEGER, action INTEGER, "
        "gate INTEGER, subject INTEGER, previous INTEGER, before INTEGER, after INTEGER, detail TEXT)");
    sqlite3_prepare_v2(database, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &row, NULL);
    long sequence = 0;
    double start = now(), end = start + seconds;
    while (now() < end) {
        run(database, "BEGIN IMMEDIATE");
        for (int index = 0; index < rowsOfCommit; index++) {
            sequence++;
            long long values[] = {sequence, 1795834800, 0, 1, 3, 17, sequence - 5, sequence - 2, 2, 3};
            for (int place = 0; place < 10; place++) {
                if (place != 2) sqlite3_bind_int64(row, place + 1, values[place]);
            }
            sqlite3_bind_text(row, 11, "export-1", 8, SQLITE_STATIC);
            if (sqlite3_step(row) != SQLITE_DONE) stop(sqlite3_errmsg(database));
            sqlite3_reset(row);
        }
        run(database, "COMMIT");
    }
    double rate = (double)sequence / (now() - start);
    sqlite3_finalize(row);
    sqlite3_close(database);
    unlink(path);
    return rate;
}

int main(int count, char **arguments) {
    if (count != 3) stop("usage: probe FILE SECONDS");
    double seconds = atof(arguments[2]);
    double disk = syncs(arguments[1], seconds);
    double small = inserts(arguments[1], seconds, 32);
    double large = inserts(arguments[1], seconds, 1000);
    printf("fdatasync=%.0f inserts32=%.0f inserts1000=%.0f\n", disk, small, large);
    return 0;
}
