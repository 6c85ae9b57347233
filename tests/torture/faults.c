/* Makes the n-th write-like call of this process fail with an error, once: armed through faults_arm. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <stdarg.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int left = -1, code = 0, calls = 0;
void faults_arm(int n, int error) { left = n; code = error; calls = 0; }
int faults_calls(void) { return calls; }
static int due(int fd) {
    if (fd >= 0 && fd < 3) return 0;
    __sync_add_and_fetch(&calls, 1);
    if (left < 0 || __sync_sub_and_fetch(&left, 1) != 0) return 0;
    errno = code;
    return 1;
}
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
ssize_t write(int fd, const void *b, size_t n) { return due(fd) ? -1 : REAL(write)(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return due(fd) ? -1 : REAL(pwrite)(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return due(fd) ? -1 : REAL(pwrite64)(fd, b, n, o); }
ssize_t writev(int fd, const struct iovec *v, int n) { return due(fd) ? -1 : REAL(writev)(fd, v, n); }
int fsync(int fd) { return due(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return due(fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate64(int fd, off64_t n) { return due(fd) ? -1 : REAL(ftruncate64)(fd, n); }
int rename(const char *a, const char *b) { return due(-1) ? -1 : REAL(rename)(a, b); }
int symlink(const char *a, const char *b) { return due(-1) ? -1 : REAL(symlink)(a, b); }
int mkdir(const char *p, mode_t m) { return due(-1) ? -1 : REAL(mkdir)(p, m); }
