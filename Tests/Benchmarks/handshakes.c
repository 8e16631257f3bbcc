// A client that shakes hands in full each time, which wrk does not: it resumes. Every thread connects, asks for one
// answer, reads to the end, and begins again; all of them share the cores they are placed on.
//
// Usage: handshakes PORT TARGET CONNECTIONS SECONDS
// Prints one line of figures, as load.lua does; a handshake is a request here, and its latency reaches from the connect
// to the end of the answer.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 256, LATENCIES_MAX = 1 << 20 };

static SSL_CTX *context;
static struct sockaddr_in address;
static char request[1024];
static int request_length;
static double end;
static atomic_int done, faults;
static int latencies[LATENCIES_MAX];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

// Returns whether a whole answer of status 200 came behind a full handshake.
static int exchange(void) {
    char answer[16384];
    int on = 1, total = 0, count, is_good = 0;
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    SSL *connection = SSL_new(context);
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0 && SSL_set_fd(connection, descriptor) == 1
        && SSL_connect(connection) == 1 && !SSL_session_reused(connection)
        && SSL_write(connection, request, request_length) == request_length) {
        while (total < (int)sizeof answer
               && (count = SSL_read(connection, answer + total, sizeof answer - total)) > 0) {
            total += count;
        }
        is_good = total > 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0
            && SSL_get_shutdown(connection) & SSL_RECEIVED_SHUTDOWN;
        SSL_shutdown(connection);
    }
    SSL_free(connection);
    close(descriptor);
    return is_good;
}

static void *run(void *unused) {
    for (double start; (start = now()) < end;) {
        if (!exchange()) {
            faults++;
            continue;
        }
        int index = done++;
        if (index < LATENCIES_MAX) latencies[index] = (now() - start) * 1e6;
    }
    return unused;
}

static int ascending(const void *left, const void *right) { return *(const int *)left - *(const int *)right; }

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: handshakes PORT TARGET CONNECTIONS SECONDS\n");
        return 2;
    }
    int connections = atoi(arguments[3]);
    if (connections > CONNECTIONS_MAX) connections = CONNECTIONS_MAX;
    address = (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    request_length = snprintf(
        request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", arguments[2]);
    signal(SIGPIPE, SIG_IGN);
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // The authority is not the matter; the signature of the handshake is checked all the same.
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    double start = now();
    end = start + atof(arguments[4]);
    pthread_t threads[CONNECTIONS_MAX];
    for (int index = 0; index < connections; index++) pthread_create(&threads[index], NULL, run, NULL);
    for (int index = 0; index < connections; index++) pthread_join(threads[index], NULL);
    long microseconds = (now() - start) * 1e6;
    int total = done < LATENCIES_MAX ? done : LATENCIES_MAX;
    qsort(latencies, total, sizeof *latencies, ascending);
    printf(
        "figures requests=%d microseconds=%ld p50=%d p99=%d faults=%d\n", total, microseconds,
        total ? latencies[total / 2] : 0, total ? latencies[total - 1 - total / 100] : 0, faults);
    return 0;
}
