// System calls of Linux that Swift's Glibc module leaves out, and structures it imports badly.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// One descriptor that is ready: the token it was added with, and what it is ready for.
struct csystem_ready {
    uint64_t token;
    uint32_t events;
};

/// Most descriptors that one wait reports.
enum { CSYSTEM_READY_MAX = 512 };

extern const uint32_t CSYSTEM_READABLE;
extern const uint32_t CSYSTEM_WRITABLE;
extern const uint32_t CSYSTEM_PEER_ENDED;
extern const uint32_t CSYSTEM_FAULT;
/// Asks to be told of news alone, not of what is still as it was told.
extern const uint32_t CSYSTEM_NEWS_ONLY;

/// epoll_create1(EPOLL_CLOEXEC).
int csystem_epoll_create(void);
/// epoll_ctl: add, change or remove `descriptor`.
int csystem_epoll_add(int set, int descriptor, uint32_t events, uint64_t token);
int csystem_epoll_change(int set, int descriptor, uint32_t events, uint64_t token);
int csystem_epoll_remove(int set, int descriptor);
/// epoll_wait into `ready`, which has room for CSYSTEM_READY_MAX.
int csystem_epoll_wait(int set, struct csystem_ready *ready, int timeout_milliseconds);
/// eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC).
int csystem_eventfd(void);
// The calls of every request or connection, without what glibc does around them in case the thread is cancelled
// (pthread_cancel), which none of ours is.

/// accept4 with SOCK_NONBLOCK | SOCK_CLOEXEC; the peer's address is not asked for.
int csystem_accept(int listener);
/// recv without flags.
ssize_t csystem_receive(int descriptor, void *bytes, size_t count);
/// send with MSG_NOSIGNAL, and with MSG_MORE when `more_follows`.
ssize_t csystem_send(int descriptor, const void *bytes, size_t count, int more_follows);
/// close.
int csystem_close(int descriptor);

/// socket() for a TCP stream with SOCK_NONBLOCK | SOCK_CLOEXEC.
int csystem_stream_socket(int family);
/// malloc_trim(0): gives the pages of freed memory back to the system.
void csystem_return_freed_memory(void);
/// Lets a listening TCP socket ignore segments that ask for a new connection, while handshakes under way end as they
/// would; 0, or -1 with errno.
int csystem_refuse_connections(int listener);
/// Gives the calling thread the lowest priority (nice 19); 0, or -1 with errno.
int csystem_lower_thread_priority(void);

#endif
