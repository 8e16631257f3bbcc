#define _GNU_SOURCE
#include "CSystem.h"

#include <linux/filter.h>
#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

const uint32_t CSYSTEM_READABLE = EPOLLIN;
const uint32_t CSYSTEM_WRITABLE = EPOLLOUT;
const uint32_t CSYSTEM_PEER_ENDED = EPOLLRDHUP;
const uint32_t CSYSTEM_FAULT = EPOLLERR | EPOLLHUP;
const uint32_t CSYSTEM_NEWS_ONLY = EPOLLET;

int csystem_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int set, int operation, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return epoll_ctl(set, operation, descriptor, &event);
}

int csystem_epoll_add(int set, int descriptor, uint32_t events, uint64_t token) {
    return control(set, EPOLL_CTL_ADD, descriptor, events, token);
}

int csystem_epoll_change(int set, int descriptor, uint32_t events, uint64_t token) {
    return control(set, EPOLL_CTL_MOD, descriptor, events, token);
}

int csystem_epoll_remove(int set, int descriptor) { return control(set, EPOLL_CTL_DEL, descriptor, 0, 0); }

int csystem_epoll_wait(int set, struct csystem_ready *ready, int timeout_milliseconds) {
    // struct epoll_event is packed on x86-64 only; copying here keeps that out of Swift.
    struct epoll_event events[CSYSTEM_READY_MAX];
    int count = (int)syscall(
        SYS_epoll_pwait, set, events, CSYSTEM_READY_MAX, timeout_milliseconds, NULL, (size_t)(_NSIG / 8));
    for (int index = 0; index < count; index++) {
        ready[index].token = events[index].data.u64;
        ready[index].events = events[index].events;
    }
    return count;
}

int csystem_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int csystem_accept(int listener) {
    return (int)syscall(SYS_accept4, listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

ssize_t csystem_receive(int descriptor, void *bytes, size_t count) {
    return syscall(SYS_recvfrom, descriptor, bytes, count, 0, NULL, NULL);
}

ssize_t csystem_send(int descriptor, const void *bytes, size_t count, int more_follows) {
    return syscall(SYS_sendto, descriptor, bytes, count, MSG_NOSIGNAL | (more_follows ? MSG_MORE : 0), NULL, 0);
}

int csystem_close(int descriptor) { return (int)syscall(SYS_close, descriptor); }

int csystem_stream_socket(int family) { return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

void csystem_return_freed_memory(void) { (void)malloc_trim(0); }

int csystem_lower_thread_priority(void) {
    // On Linux a nice value belongs to a thread, and it is named by its own number (setpriority(2), NOTES).
    return setpriority(PRIO_PROCESS, (id_t)gettid(), 19);
}

int csystem_refuse_connections(int listener) {
    // The program sees the segment from its TCP header on; flags are in its fourteenth byte.
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),  // SYN and ACK
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xFFFFFFFF),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    return setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}
