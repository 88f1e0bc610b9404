/* Stands between the program and the system: writes down every call that changes a file of one folder, and lets calls fail, kill the
 * program, or tell another time. Loaded with LD_PRELOAD by tests on Linux with glibc; the program itself is the one that is shipped.
 *
 * TRIAL_FOLDER  the folder whose files are watched
 * TRIAL_LOG     the file to which calls are written: kind, then length and bytes of name, other name and content, and an offset
 * TRIAL_FAIL    ERRNO:N   the Nth call and all after it fail so
 * TRIAL_KILL    N         the program is killed at the Nth call; of a write half is done
 * TRIAL_CLOCK   SECONDS   the clock is so much ahead
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FDS 4096
static char *names[FDS];
static const char *folder;
static size_t folder_length;
static int log_fd = -1, fail_with;
static long fail_at, kill_at, calls, clock_ahead;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_linkat)(int, const char *, int, const char *, int);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_open = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_linkat = dlsym(RTLD_NEXT, "linkat");
  real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  const char *log = getenv("TRIAL_LOG"), *fail = getenv("TRIAL_FAIL"), *kills = getenv("TRIAL_KILL"), *ahead = getenv("TRIAL_CLOCK");
  folder = getenv("TRIAL_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fail) sscanf(fail, "%d:%ld", &fail_with, &fail_at);
  if (kills) kill_at = atol(kills);
  if (ahead) clock_ahead = atol(ahead);
  unsetenv("LD_PRELOAD");
}

/* The name within the folder, or NULL where it is not watched. What is in memory that processes share is never written back by a call. */
static const char *watched(const char *path, char *room) {
  if (!folder) return NULL;
  if (path[0] != '/') {
    if (!getcwd(room, PATH_MAX)) return NULL;
    size_t length = strlen(room);
    if (!strcmp(path, ".")) path = "";
    snprintf(room + length, PATH_MAX - length, "/%s", path);
    path = room;
  }
  if (strncmp(path, folder, folder_length)) return NULL;
  const char *name = path + folder_length;
  while (*name == '/') name++;
  size_t length = strlen(name);
  if (strchr(name, '/') || (length > 4 && !strcmp(name + length - 4, "-shm"))) return NULL;
  return name;
}

static void put(char *buffer, size_t *at, const void *bytes, uint32_t length) {
  memcpy(buffer + *at, &length, 4);
  memcpy(buffer + *at + 4, bytes, length);
  *at += 4 + length;
}

static void note(char kind, const char *name, const char *other, const void *bytes, size_t length, int64_t offset) {
  if (log_fd < 0) return;
  size_t room = strlen(name) + strlen(other) + length + 32, at = 1;
  char *buffer = malloc(room);
  buffer[0] = kind;
  put(buffer, &at, name, strlen(name));
  put(buffer, &at, other, strlen(other));
  put(buffer, &at, bytes, length);
  memcpy(buffer + at, &offset, 8);
  real_write(log_fd, buffer, at + 8);
  free(buffer);
}

/* Counts a call; tells whether it fails, or kills. */
static int fails(void) {
  calls++;
  if (kill_at && calls == kill_at) kill(getpid(), SIGKILL);
  if (fail_at && calls >= fail_at) {
    errno = fail_with;
    return 1;
  }
  return 0;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FDS ? names[fd] : NULL; }

static int opened(const char *path, int flags, mode_t mode) {
  char room[PATH_MAX * 2];
  const char *name = watched(path, room);
  struct stat there;
  int makes = name && (flags & O_CREAT) && stat(path, &there) != 0;
  if (makes && fails()) return -1;
  int fd = real_open(path, flags, mode);
  if (fd >= 0 && fd < FDS && name) {
    names[fd] = strdup(name);
    if (makes) note('C', name, "", "", 0, 0);
    if (flags & O_TRUNC) note('T', name, "", "", 0, 0);
  }
  return fd;
}

#define OPENS(NAME) \
  int NAME(const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return opened(path, flags, mode); \
  }
OPENS(open)
OPENS(open64)

int close(int fd) {
  if (name_of(fd)) {
    free(names[fd]);
    names[fd] = NULL;
  }
  return real_close(fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off64_t offset) {
  const char *name = name_of(fd);
  if (!name) return real_pwrite(fd, bytes, length, offset);
  if (kill_at && calls + 1 == kill_at) real_pwrite(fd, bytes, length / 2, offset);
  if (fails()) return -1;
  ssize_t done = real_pwrite(fd, bytes, length, offset);
  if (done > 0) note('W', name, "", bytes, done, offset);
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return written(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return written(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (fd == 1) note('O', "", "", bytes, length, 0);
  if (!name_of(fd)) return real_write(fd, bytes, length);
  off64_t at = lseek64(fd, 0, SEEK_CUR);
  ssize_t done = written(fd, bytes, length, at);
  if (done > 0) lseek64(fd, at + done, SEEK_SET);
  return done;
}

static int synced(int fd, int (*real)(int)) {
  const char *name = name_of(fd);
  if (!name) return real(fd);
  calls++;
  if (kill_at && calls == kill_at) kill(getpid(), SIGKILL);
  /* A full disk still keeps what was written to it. */
  if (fail_at && calls >= fail_at && fail_with != ENOSPC) {
    errno = fail_with;
    return -1;
  }
  int done = real(fd);
  if (!done) note('S', name, "", "", 0, 0);
  return done;
}
int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

static int cut(int fd, off64_t length) {
  const char *name = name_of(fd);
  if (name && fails()) return -1;
  int done = real_ftruncate(fd, length);
  if (!done && name) note('T', name, "", "", 0, length);
  return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int unlink(const char *path) {
  char room[PATH_MAX * 2];
  const char *name = watched(path, room);
  struct stat there;
  if (!name || lstat(path, &there)) return real_unlink(path);
  calls++;
  if (kill_at && calls == kill_at) kill(getpid(), SIGKILL);
  int done = real_unlink(path);
  if (!done) note('U', name, "", "", 0, 0);
  return done;
}

int rename(const char *from, const char *to) {
  char room[PATH_MAX * 2], other[PATH_MAX * 2];
  const char *name = watched(from, room), *new = watched(to, other);
  if (name && fails()) return -1;
  int done = real_rename(from, to);
  if (!done && name && new) note('R', name, new, "", 0, 0);
  return done;
}

int linkat(int at, const char *from, int to_at, const char *to, int flags) {
  char room[PATH_MAX * 2], other[PATH_MAX * 2];
  const char *name = watched(from, room), *new = watched(to, other);
  if (name && fails()) return -1;
  int done = real_linkat(at, from, to_at, to, flags);
  if (!done && name && new) note('L', name, new, "", 0, 0);
  return done;
}

int clock_gettime(clockid_t which, struct timespec *now) {
  int done = real_clock_gettime(which, now);
  if (!done && which == CLOCK_REALTIME) now->tv_sec += clock_ahead;
  return done;
}
