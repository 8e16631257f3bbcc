// A file layer that loses what was not synced, to be put before libc by LD_PRELOAD.
//
// Writes to the files whose names begin with LOSSY_PATH (but SQLite's shared memory, which does not outlive its
// processes) go to an image in memory; fsync and fdatasync carry them to the file. When the process is killed, what was
// not synced is gone, as after a power cut. A disk may also have taken some of it: of each unsynced write, LOSSY_KEEP per
// cent of the sectors reach the file at once, chosen at random, so that pages are torn and come in any order.
//
// LOSSY_SYNCHRONOUS=NORMAL or OFF lowers `PRAGMA synchronous` behind the program's back, to show that a program which does
// not wait for the disk fails: the statement that asks for FULL is given to SQLite with the other word, and the one that
// reads it back is told FULL. The program itself has no such switch.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { descriptorLimit = 1 << 16, sector = 512 };

typedef struct Range {
    off_t start, end;
} Range;

typedef struct Image {
    char path[1024];
    char *bytes;
    off_t size, capacity, sizeOnDisk;
    Range *dirty;
    size_t dirtyCount, dirtyCapacity;
    struct Image *next;
} Image;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Image *images;
static Image *imageOf[descriptorLimit];
static int keptPercent = -1;
static uint64_t randomState;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static uint64_t nextRandom(void) {
    randomState ^= randomState << 13;
    randomState ^= randomState >> 7;
    randomState ^= randomState << 17;
    return randomState;
}

static int isWatched(const char *path) {
    const char *prefix = getenv("LOSSY_PATH");
    if (prefix == NULL || path == NULL || strncmp(path, prefix, strlen(prefix)) != 0) return 0;
    const char *rest = path + strlen(prefix);
    return *rest == 0 || strcmp(rest, "-wal") == 0 || strcmp(rest, "-journal") == 0;
}

static void stop(const char *reason) {
    fprintf(stderr, "lossy: %s\n", reason);
    abort();
}

static void setUp(void) {
    if (keptPercent >= 0) return;
    const char *kept = getenv("LOSSY_KEEP");
    keptPercent = kept ? atoi(kept) : 0;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    randomState = (((uint64_t)now.tv_nsec * 2654435761u) ^ ((uint64_t)getpid() << 32)) | 1;
}

static void grow(Image *image, off_t size) {
    if (size <= image->capacity) return;
    off_t capacity = image->capacity ? image->capacity : 1 << 20;
    while (capacity < size) capacity *= 2;
    image->bytes = realloc(image->bytes, (size_t)capacity);
    if (image->bytes == NULL) stop("out of memory");
    memset(image->bytes + image->capacity, 0, (size_t)(capacity - image->capacity));
    image->capacity = capacity;
}

static void attach(int descriptor, const char *path) {
    if (descriptor < 0 || descriptor >= descriptorLimit) return;
    setUp();
    pthread_mutex_lock(&lock);
    Image *image = images;
    while (image && strcmp(image->path, path) != 0) image = image->next;
    if (image == NULL) {
        image = calloc(1, sizeof *image);
        if (image == NULL || strlen(path) >= sizeof image->path) stop("out of memory");
        strcpy(image->path, path);
        struct stat information;
        if (REAL(fstat)(descriptor, &information) != 0) stop("fstat");
        grow(image, information.st_size);
        for (off_t at = 0; at < information.st_size;) {
            ssize_t count = REAL(pread)(descriptor, image->bytes + at, (size_t)(information.st_size - at), at);
            if (count <= 0) stop("pread");
            at += count;
        }
        image->size = image->sizeOnDisk = information.st_size;
        image->next = images;
        images = image;
    }
    imageOf[descriptor] = image;
    pthread_mutex_unlock(&lock);
}

static Image *find(int descriptor) {
    return descriptor >= 0 && descriptor < descriptorLimit ? imageOf[descriptor] : NULL;
}

static int openAnd(int descriptor, const char *path) {
    if (descriptor >= 0 && isWatched(path)) attach(descriptor, path);
    return descriptor;
}

#define OPEN(name)                                            \
    int name(const char *path, int flags, ...) {              \
        mode_t mode = 0;                                      \
        if (flags & (O_CREAT | O_TMPFILE)) {                  \
            va_list list;                                     \
            va_start(list, flags);                            \
            mode = va_arg(list, mode_t);                      \
            va_end(list);                                     \
        }                                                     \
        return openAnd(REAL(name)(path, flags, mode), path);  \
    }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
    if (find(descriptor)) imageOf[descriptor] = NULL;
    return REAL(close)(descriptor);
}

static ssize_t readImage(Image *image, void *bytes, size_t count, off_t at) {
    pthread_mutex_lock(&lock);
    ssize_t available = at < image->size ? image->size - at : 0;
    if (available > (ssize_t)count) available = (ssize_t)count;
    if (available > 0) memcpy(bytes, image->bytes + at, (size_t)available);
    pthread_mutex_unlock(&lock);
    return available;
}

static ssize_t writeImage(Image *image, int descriptor, const void *bytes, size_t count, off_t at) {
    pthread_mutex_lock(&lock);
    off_t end = at + (off_t)count;
    grow(image, end);
    memcpy(image->bytes + at, bytes, count);
    if (end > image->size) image->size = end;
    Range *last = image->dirtyCount ? &image->dirty[image->dirtyCount - 1] : NULL;
    if (last && last->end == at) {
        last->end = end;
    } else {
        if (image->dirtyCount == image->dirtyCapacity) {
            image->dirtyCapacity = image->dirtyCapacity ? image->dirtyCapacity * 2 : 1024;
            image->dirty = realloc(image->dirty, image->dirtyCapacity * sizeof *image->dirty);
            if (image->dirty == NULL) stop("out of memory");
        }
        image->dirty[image->dirtyCount++] = (Range){at, end};
    }
    if (keptPercent > 0) {
        for (off_t part = at; part < end;) {
            off_t partEnd = (part / sector + 1) * sector;
            if (partEnd > end) partEnd = end;
            if ((int)(nextRandom() % 100) < keptPercent) {
                if (REAL(pwrite)(descriptor, image->bytes + part, (size_t)(partEnd - part), part) < 0) stop("pwrite");
                if (partEnd > image->sizeOnDisk) image->sizeOnDisk = partEnd;
            }
            part = partEnd;
        }
    }
    pthread_mutex_unlock(&lock);
    return (ssize_t)count;
}

static int syncImage(Image *image, int descriptor) {
    pthread_mutex_lock(&lock);
    if (image->sizeOnDisk > image->size && REAL(ftruncate)(descriptor, image->size) != 0) stop("ftruncate");
    for (size_t index = 0; index < image->dirtyCount; index++) {
        Range range = image->dirty[index];
        if (range.end > image->size) range.end = image->size;
        for (off_t at = range.start; at < range.end;) {
            ssize_t count = REAL(pwrite)(descriptor, image->bytes + at, (size_t)(range.end - at), at);
            if (count <= 0) stop("pwrite");
            at += count;
        }
    }
    image->dirtyCount = 0;
    if (REAL(ftruncate)(descriptor, image->size) != 0) stop("ftruncate");
    image->sizeOnDisk = image->size;
    pthread_mutex_unlock(&lock);
    return 0;
}

static int truncateImage(Image *image, off_t size) {
    pthread_mutex_lock(&lock);
    grow(image, size);
    if (size < image->size) memset(image->bytes + size, 0, (size_t)(image->size - size));
    image->size = size;
    pthread_mutex_unlock(&lock);
    return 0;
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t at) {
    Image *image = find(descriptor);
    return image ? readImage(image, bytes, count, at) : REAL(pread)(descriptor, bytes, count, at);
}
ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t at) {
    Image *image = find(descriptor);
    return image ? readImage(image, bytes, count, at) : REAL(pread64)(descriptor, bytes, count, at);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t at) {
    Image *image = find(descriptor);
    return image ? writeImage(image, descriptor, bytes, count, at) : REAL(pwrite)(descriptor, bytes, count, at);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t at) {
    Image *image = find(descriptor);
    return image ? writeImage(image, descriptor, bytes, count, at) : REAL(pwrite64)(descriptor, bytes, count, at);
}
ssize_t read(int descriptor, void *bytes, size_t count) {
    if (find(descriptor)) stop("read by position of the descriptor is not provided for");
    return REAL(read)(descriptor, bytes, count);
}
ssize_t write(int descriptor, const void *bytes, size_t count) {
    if (find(descriptor)) stop("write by position of the descriptor is not provided for");
    return REAL(write)(descriptor, bytes, count);
}
int fsync(int descriptor) {
    Image *image = find(descriptor);
    return image ? syncImage(image, descriptor) : REAL(fsync)(descriptor);
}
int fdatasync(int descriptor) {
    Image *image = find(descriptor);
    return image ? syncImage(image, descriptor) : REAL(fdatasync)(descriptor);
}
int ftruncate(int descriptor, off_t size) {
    Image *image = find(descriptor);
    return image ? truncateImage(image, size) : REAL(ftruncate)(descriptor, size);
}
int ftruncate64(int descriptor, off64_t size) {
    Image *image = find(descriptor);
    return image ? truncateImage(image, size) : REAL(ftruncate64)(descriptor, size);
}
int fstat(int descriptor, struct stat *information) {
    int status = REAL(fstat)(descriptor, information);
    Image *image = find(descriptor);
    if (status == 0 && image) information->st_size = image->size;
    return status;
}
int fstat64(int descriptor, struct stat64 *information) {
    int status = REAL(fstat64)(descriptor, information);
    Image *image = find(descriptor);
    if (status == 0 && image) information->st_size = image->size;
    return status;
}

// An image is forgotten with its name: whoever makes the file again begins with nothing.
int unlink(const char *path) {
    if (isWatched(path)) {
        pthread_mutex_lock(&lock);
        for (Image *image = images; image; image = image->next) {
            if (strcmp(image->path, path) == 0) image->path[0] = 0;
        }
        pthread_mutex_unlock(&lock);
    }
    return REAL(unlink)(path);
}

typedef int Prepare(void *, const char *, int, unsigned, void **, const char **);

int sqlite3_prepare_v3(
    void *database, const char *sql, int count, unsigned flags, void **statement, const char **tail) {
    Prepare *prepare = (Prepare *)dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
    const char *level = getenv("LOSSY_SYNCHRONOUS");
    if (level == NULL || sql == NULL || strncmp(sql, "PRAGMA synchronous", 18) != 0) {
        return prepare(database, sql, count, flags, statement, tail);
    }
    char other[64];
    if (strchr(sql, '=')) {
        snprintf(other, sizeof other, "PRAGMA synchronous = %s", level);
    } else {
        snprintf(other, sizeof other, "SELECT 2");
    }
    const char *rest = NULL;
    int status = prepare(database, other, -1, flags, statement, &rest);
    if (tail) *tail = sql + strlen(sql);
    return status;
}
