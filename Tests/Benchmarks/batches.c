// A client of pipelined requests that costs little itself: it sends batches, looks at the first line of each answer, and
// skips the rest by the size that all of them have. wrk reads every field of every answer and is the slower side.
//
// Usage: batches PORT TARGET CONNECTIONS SECONDS DEPTH
// Prints one line of figures, as load.lua does; a latency reaches from a batch's departure to its last byte.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 1024, BATCH_MAX = 64 * 1024, READ_MAX = 256 * 1024, LATENCIES_MAX = 1 << 22 };

struct connection {
    int descriptor;
    double sent;
    // Bytes of the batch's answers that have come.
    size_t count;
};

static struct connection connections[CONNECTIONS_MAX];
static char batch[BATCH_MAX];
static char input[READ_MAX];
static int latencies[LATENCIES_MAX];
static const char first_line[] = "HTTP/1.1 200 OK\r\n";

static void stop(const char *reason) {
    fprintf(stderr, "batches: %s\n", reason);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int connected(const struct sockaddr_in *address) {
    int on = 1, descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0 || connect(descriptor, (const struct sockaddr *)address, sizeof *address) < 0) stop("connect");
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}

// The size of an answer, head and content.
static size_t size_of_answer(int descriptor, const char *request, size_t request_length) {
    size_t count = 0;
    if (send(descriptor, request, request_length, MSG_NOSIGNAL) != (ssize_t)request_length) stop("send");
    for (;;) {
        ssize_t more = recv(descriptor, input + count, sizeof input - 1 - count, 0);
        if (more <= 0) stop("the first answer is not whole");
        count += (size_t)more;
        input[count] = 0;
        char *end = strstr(input, "\r\n\r\n"), *length = strcasestr(input, "\r\nContent-Length:");
        if (!end || !length || length > end) continue;
        size_t size = (size_t)(end + 4 - input) + strtoul(length + 17, NULL, 10);
        if (count >= size) return size;
    }
}

static void send_batch(struct connection *connection, size_t length) {
    connection->sent = now();
    connection->count = 0;
    // A batch is far smaller than what a socket takes when nothing is under way.
    if (send(connection->descriptor, batch, length, MSG_NOSIGNAL) != (ssize_t)length) stop("send");
}

// Checks those bytes of first lines that are among `count` bytes from `offset` on.
static int is_good(size_t offset, size_t count, size_t size) {
    for (size_t answer = offset / size; answer * size < offset + count; answer++) {
        size_t start = answer * size;
        for (size_t index = 0; index < sizeof first_line - 1; index++) {
            size_t place = start + index;
            if (place >= offset && place < offset + count && input[place - offset] != first_line[index]) return 0;
        }
    }
    return 1;
}

static int compare(const void *left, const void *right) { return *(const int *)left - *(const int *)right; }

int main(int count, char **arguments) {
    if (count != 6) stop("usage: batches PORT TARGET CONNECTIONS SECONDS DEPTH");
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int open = atoi(arguments[3]), depth = atoi(arguments[5]);
    double seconds = atof(arguments[4]);
    if (open < 1 || open > CONNECTIONS_MAX || depth < 1) stop("connections or depth out of range");
    char request[1024];
    int request_length = snprintf(
        request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n", arguments[2], arguments[1]);
    if (request_length >= (int)sizeof request || (size_t)request_length * depth > sizeof batch) stop("batch too long");
    for (int index = 0; index < depth; index++) {
        memcpy(batch + index * request_length, request, (size_t)request_length);
    }
    size_t length = (size_t)request_length * depth, size = 0;
    int set = epoll_create1(0);
    for (int index = 0; index < open; index++) {
        connections[index].descriptor = connected(&address);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (unsigned)index};
        if (epoll_ctl(set, EPOLL_CTL_ADD, connections[index].descriptor, &event) < 0) stop("epoll_ctl");
    }
    size = size_of_answer(connections[0].descriptor, request, (size_t)request_length);
    double start = now(), end = start + seconds;
    long answers = 0, faults = 0;
    int latency_count = 0;
    for (int index = 0; index < open; index++) send_batch(&connections[index], length);
    while (now() < end) {
        struct epoll_event ready[CONNECTIONS_MAX];
        int news = epoll_wait(set, ready, CONNECTIONS_MAX, 100);
        for (int index = 0; index < news; index++) {
            struct connection *connection = &connections[ready[index].data.u32];
            ssize_t bytes = recv(connection->descriptor, input, sizeof input, 0);
            if (bytes <= 0) stop("a connection ended");
            if (!is_good(connection->count, (size_t)bytes, size)) faults++;
            answers -= (long)(connection->count / size);
            connection->count += (size_t)bytes;
            answers += (long)(connection->count / size);
            if (connection->count < size * depth) continue;
            if (connection->count > size * depth) faults++;
            if (latency_count < LATENCIES_MAX) latencies[latency_count++] = (int)((now() - connection->sent) * 1e6);
            send_batch(connection, length);
        }
    }
    double taken = now() - start;
    qsort(latencies, (size_t)latency_count, sizeof *latencies, compare);
    printf(
        "figures requests=%ld microseconds=%.0f p50=%d p99=%d faults=%ld\n", answers, taken * 1e6,
        latency_count ? latencies[latency_count / 2] : 0, latency_count ? latencies[latency_count * 99L / 100] : 0,
        faults);
    return 0;
}
