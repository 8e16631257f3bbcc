// A client of NDJSON batches that costs little itself, for live.py: each connection declares so many vehicles in one
// request, lets them arrive in the next, and turns them back in a third, again and again.
//
// Usage: lines HOST PORT TOKEN GATE CONNECTIONS LINES SECONDS
// Prints one line of figures: events written, microseconds, and the median and latest 99th of how long a batch took.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 64, LINES_MAX = 10000, LINE_MAX = 192, BATCHES_MAX = 1 << 16, ID_MAX = 16 };

struct client {
    pthread_t thread;
    int number;
    int descriptor;
    long events;
    char *request;
    char *answer;
    char (*visits)[ID_MAX];
};

static struct sockaddr_in address;
static const char *token, *gate;
static int lines;
static double ends;
static int latencies[BATCHES_MAX];
static int latency_count;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void stop(const char *reason) {
    fprintf(stderr, "lines: %s\n", reason);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void note(double seconds) {
    pthread_mutex_lock(&mutex);
    if (latency_count < BATCHES_MAX) latencies[latency_count++] = (int)(seconds * 1e6);
    pthread_mutex_unlock(&mutex);
}

// Reads an answer; its content ends with a zero. Each of its lines has to name a visit.
static void take(struct client *client) {
    size_t count = 0, length = 0, head = 0, room = (size_t)lines * LINE_MAX + 4096;
    while (head == 0 || count < head + length) {
        ssize_t more = recv(client->descriptor, client->answer + count, room - 1 - count, 0);
        if (more <= 0) stop("an answer broke off, or is too long");
        count += (size_t)more;
        client->answer[count] = 0;
        char *end = head == 0 ? strstr(client->answer, "\r\n\r\n") : NULL;
        if (end == NULL) continue;
        char *field = strcasestr(client->answer, "\r\nContent-Length:");
        if (strncmp(client->answer, "HTTP/1.1 200 ", 13) != 0 || field == NULL || field > end) stop(client->answer);
        head = (size_t)(end - client->answer) + 4;
        length = strtoul(field + 17, NULL, 10);
    }
    static const char member[] = "\"visit\":\"";
    int found = 0;
    for (char *place = client->answer + head; (place = strstr(place, member)) != NULL && found < lines; found++) {
        place += sizeof member - 1;
        size_t size = strcspn(place, "\"");
        if (size >= ID_MAX) stop("an id is too long");
        memcpy(client->visits[found], place, size);
        client->visits[found][size] = 0;
    }
    if (found != lines) stop(client->answer + head);
}

static void batch(struct client *client, int phase, long base) {
    char *content = client->request + 512, *place = content;
    for (int line = 0; line < lines; line++) {
        if (phase == 0) {
            place += sprintf(place,
                "{\"write\":\"declare\",\"gate\":\"%s\",\"direction\":\"export\",\"goodsClass\":\"fruit\","
                "\"plate\":\"B%d-%08ld\",\"refrigerated\":true}\n", gate, client->number, base + line);
        } else {
            place += sprintf(place, "{\"write\":\"step\",\"visit\":\"%s\",%s}\n", client->visits[line],
                phase == 1 ? "\"step\":\"arrive\"" : "\"step\":\"turn-back\",\"reason\":\"no papers\"");
        }
    }
    char head[512];
    int size = snprintf(head, sizeof head,
        "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
        "Content-Type: application/x-ndjson\r\nContent-Length: %ld\r\n\r\n", token, (long)(place - content));
    char *start = content - size;
    memcpy(start, head, (size_t)size);
    double sent = now();
    while (start < place) {
        ssize_t more = send(client->descriptor, start, (size_t)(place - start), MSG_NOSIGNAL);
        if (more <= 0) stop("a request was not taken");
        start += more;
    }
    take(client);
    note(now() - sent);
    client->events += lines;
}

static void *run(void *argument) {
    struct client *client = argument;
    for (long base = 0; now() < ends; base += lines) {
        for (int phase = 0; phase < 3; phase++) batch(client, phase, base);
    }
    return NULL;
}

static int ascending(const void *left, const void *right) { return *(const int *)left - *(const int *)right; }

int main(int count, char **arguments) {
    static struct client clients[CONNECTIONS_MAX];
    if (count != 8) stop("usage: lines HOST PORT TOKEN GATE CONNECTIONS LINES SECONDS");
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)atoi(arguments[2]));
    if (inet_pton(AF_INET, arguments[1], &address.sin_addr) != 1) stop("the host is no address");
    token = arguments[3];
    gate = arguments[4];
    int connections = atoi(arguments[5]);
    lines = atoi(arguments[6]);
    if (connections < 1 || connections > CONNECTIONS_MAX || lines < 1 || lines > LINES_MAX) stop("too many, or none");
    double start = now();
    ends = start + atof(arguments[7]);
    for (int number = 0; number < connections; number++) {
        struct client *client = &clients[number];
        int on = 1;
        client->number = number;
        client->descriptor = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(client->descriptor, (struct sockaddr *)&address, sizeof address) < 0) stop("connect");
        setsockopt(client->descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        client->request = malloc((size_t)lines * LINE_MAX + 512);
        client->answer = malloc((size_t)lines * LINE_MAX + 4096);
        client->visits = malloc((size_t)lines * ID_MAX);
        if (!client->request || !client->answer || !client->visits) stop("memory");
        if (pthread_create(&client->thread, NULL, run, client) != 0) stop("thread");
    }
    long events = 0;
    for (int number = 0; number < connections; number++) {
        pthread_join(clients[number].thread, NULL);
        events += clients[number].events;
    }
    double seconds = now() - start;
    qsort(latencies, (size_t)latency_count, sizeof latencies[0], ascending);
    printf("events=%ld microseconds=%.0f p50=%d p99=%d\n", events, seconds * 1e6, latencies[latency_count / 2],
        latencies[latency_count * 99 / 100]);
    return 0;
}
