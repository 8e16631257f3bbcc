// The ceiling: a loop that does what no server can do without, and nothing else. It accepts, waits with epoll, reads
// whatever has come, parses none of it, and sends the same bytes each time.
//
// Usage: ceiling FILE [close]
// FILE holds a whole answer, head and content; with `close` the connection ends behind it. Prints the port it listens on.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READY_MAX = 512, ANSWER_MAX = 1 << 20, READ_MAX = 64 * 1024 };

static char answer[ANSWER_MAX];
static char input[READ_MAX];

static void stop(const char *call) {
    perror(call);
    exit(1);
}

static int listener(void) {
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (descriptor < 0) stop("socket");
    // Accepted sockets inherit it.
    if (setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0) stop("setsockopt");
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0) stop("bind");
    if (listen(descriptor, 4096) < 0) stop("listen");
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) < 0) stop("getsockname");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return descriptor;
}

static void accept_all(int set, int from) {
    int descriptor;
    while ((descriptor = accept4(from, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
        if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) < 0) stop("epoll_ctl");
    }
}

int main(int count, char **arguments) {
    int closes = count > 2 && strcmp(arguments[2], "close") == 0;
    FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
    if (!file) stop("ceiling: the file of the answer");
    size_t length = fread(answer, 1, sizeof answer, file);
    fclose(file);
    signal(SIGPIPE, SIG_IGN);
    int from = listener();
    int set = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = from};
    if (set < 0 || epoll_ctl(set, EPOLL_CTL_ADD, from, &event) < 0) stop("epoll");
    struct epoll_event ready[READY_MAX];
    for (;;) {
        int news = epoll_wait(set, ready, READY_MAX, -1);
        if (news < 0 && errno != EINTR) stop("epoll_wait");
        for (int index = 0; index < news; index++) {
            int descriptor = ready[index].data.fd;
            if (descriptor == from) {
                accept_all(set, from);
                continue;
            }
            ssize_t bytes = recv(descriptor, input, sizeof input, 0);
            if (bytes <= 0) {
                if (bytes == 0 || errno != EAGAIN) close(descriptor);
                continue;
            }
            // Loopback takes an answer of this size whole; a peer that reads none of it is not the matter here.
            if (send(descriptor, answer, length, MSG_NOSIGNAL) < 0 || closes) close(descriptor);
        }
    }
}
