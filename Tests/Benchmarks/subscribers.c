// Many subscribers of an event stream in one thread, for live.py: subscribers HOST PORT PATH COUNT.
//
// It connects COUNT times, asks for PATH, and reads. On each line of standard input it prints how many subscribers are
// connected, how many events ("event:" at the beginning of a line) and how many bytes have come since the line before, and
// the fewest and most events that one of them got; when the input ends it ends.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct Subscriber {
    int socket;
    long events;
    // How much of "\nevent:" the last bytes are.
    int matched;
} Subscriber;

static long bytes;
static int connected;

static void stop(const char *reason) {
    perror(reason);
    exit(1);
}

static void take(Subscriber *subscriber, const char *text, ssize_t count) {
    static const char pattern[] = "\nevent:";
    int matched = subscriber->matched;
    for (ssize_t index = 0; index < count; index++) {
        if (text[index] == pattern[matched]) {
            if (++matched == (int)sizeof pattern - 1) {
                subscriber->events++;
                matched = 0;
            }
        } else {
            matched = text[index] == '\n';
        }
    }
    subscriber->matched = matched;
    bytes += count;
}

int main(int argumentCount, char **arguments) {
    if (argumentCount != 5) {
        fprintf(stderr, "usage: subscribers HOST PORT PATH COUNT\n");
        return 64;
    }
    int count = atoi(arguments[4]);
    struct rlimit limit = {(rlim_t)count + 64, (rlim_t)count + 64};
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) stop("setrlimit");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(arguments[2]))};
    if (inet_pton(AF_INET, arguments[1], &address.sin_addr) != 1) stop("address");
    char request[1024];
    int length = snprintf(
        request, sizeof request, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n", arguments[3],
        arguments[1]);
    Subscriber *subscribers = calloc((size_t)count, sizeof *subscribers);
    int set = epoll_create1(0);
    if (subscribers == NULL || set < 0) stop("epoll_create1");
    for (int index = 0; index < count; index++) {
        int descriptor = socket(AF_INET, SOCK_STREAM, 0);
        int small = 16 * 1024;
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) stop("connect");
        if (write(descriptor, request, (size_t)length) != length) stop("write");
        subscribers[index].socket = descriptor;
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)index};
        if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) != 0) stop("epoll_ctl");
        connected++;
    }
    struct epoll_event input = {.events = EPOLLIN, .data.u32 = UINT32_MAX};
    if (epoll_ctl(set, EPOLL_CTL_ADD, STDIN_FILENO, &input) != 0) stop("epoll_ctl");
    static char text[64 * 1024];
    struct epoll_event events[512];
    for (;;) {
        int ready = epoll_wait(set, events, 512, -1);
        for (int place = 0; place < ready; place++) {
            if (events[place].data.u32 == UINT32_MAX) {
                if (read(STDIN_FILENO, text, sizeof text) <= 0) return 0;
                long sum = 0, fewest = -1, most = 0;
                for (int index = 0; index < count; index++) {
                    long own = subscribers[index].events;
                    sum += own;
                    if (fewest < 0 || own < fewest) fewest = own;
                    if (own > most) most = own;
                    subscribers[index].events = 0;
                }
                printf("connected=%d events=%ld bytes=%ld fewest=%ld most=%ld\n", connected, sum, bytes, fewest, most);
                fflush(stdout);
                bytes = 0;
                continue;
            }
            Subscriber *subscriber = &subscribers[events[place].data.u32];
            ssize_t got = read(subscriber->socket, text, sizeof text);
            if (got > 0) {
                take(subscriber, text, got);
            } else if (got == 0 || errno != EAGAIN) {
                close(subscriber->socket);
                connected--;
            }
        }
    }
}
