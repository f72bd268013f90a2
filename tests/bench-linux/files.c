/* What files and disks cost on Linux, in instructions: the first process of a machine whose clock counts them (QEMU's -icount), for comparison with
   `./diesis bench files`. A machine that waits for its disk does nothing that its clock would not count, so a process of the lowest class takes all time
   that nobody wants, and counts how often it went round: that is subtracted. */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { BATCHES = 15, KIB = 1024, MIB = 1024 * 1024, ENTRIES = 1000 };

static volatile uint64_t *spare;
static char *buffer;

static uint64_t now(void)
{
    uint32_t low, high;
    __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

static void fail(const char *what)
{
    printf("failed: %s: %s\n", what, strerror(errno));
    sync();
    reboot(RB_POWER_OFF);
}

/* Each round is two instructions: the increment and the jump. */
static void spend(void)
{
    struct sched_param none = {0};
    if (syscall(SYS_sched_setscheduler, 0, 5 /* SCHED_IDLE; musl has no call for it */, &none)) fail("the lowest class");
    __asm__ volatile("1: incq (%0)\n jmp 1b" : : "r"(spare) : "memory");
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The median of the batches, each of so many operations. */
static void measure(const char *name, int operations, void (*operation)(int))
{
    uint64_t took[BATCHES];
    operation(0);
    for (int batch = 0; batch < BATCHES; batch++)
    {
        uint64_t spared = *spare, start = now();
        for (int i = 0; i < operations; i++) operation(i);
        uint64_t ticks = now() - start;
        took[batch] = (ticks - 2 * (*spare - spared)) / operations;
    }
    qsort(took, BATCHES, sizeof took[0], compare);
    printf("%s %llu (%llu to %llu)\n", name, (unsigned long long)took[BATCHES / 2], (unsigned long long)took[0], (unsigned long long)took[BATCHES - 1]);
}

static int disk, file, folder;

static void block(int size, int number, int writes)
{
    off_t at = (off_t)size * (number % 16);
    ssize_t done = writes ? pwrite(disk, buffer, size, at) : pread(disk, buffer, size, at);
    if (done != size) fail("the disk");
}

static void block_read_4k(int i) { block(4 * KIB, i, 0); }
static void block_write_4k(int i) { block(4 * KIB, i, 1); }
static void block_read_1m(int i) { block(MIB, i, 0); }
static void block_write_1m(int i) { block(MIB, i, 1); }

static void file_read_4k(int i)
{
    if (pread(file, buffer, 4 * KIB, (off_t)4 * KIB * (i % 64)) != 4 * KIB) fail("read");
}

static void file_write_4k(int i)
{
    if (pwrite(file, buffer, 4 * KIB, (off_t)4 * KIB * (i % 64)) != 4 * KIB) fail("write");
}

static void file_open_close(int i)
{
    int opened = openat(folder, "file", O_RDONLY);
    if (opened < 0 || close(opened)) fail("open and close");
}

static void file_create_remove(int i)
{
    int made = openat(folder, "made", O_CREAT | O_EXCL | O_RDWR, 0600);
    if (made < 0 || close(made) || unlinkat(folder, "made", 0)) fail("create and remove");
}

static void folder_list_1000(int i)
{
    int many = openat(folder, "many", O_RDONLY | O_DIRECTORY);
    DIR *entries = fdopendir(many);
    if (!entries) fail("list");
    int count = 0;
    while (readdir(entries)) count++;
    closedir(entries);
    if (count < ENTRIES) fail("list: too few");
}

static void file_system(const char *kind, const char *path)
{
    char name[64];
    folder = open(path, O_RDONLY | O_DIRECTORY);
    file = openat(folder, "file", O_CREAT | O_RDWR, 0600);
    if (folder < 0 || file < 0 || mkdirat(folder, "many", 0700)) fail(path);
    for (int i = 0; i < 64; i++) file_write_4k(i);
    for (int i = 0; i < ENTRIES; i++)
    {
        snprintf(name, sizeof name, "many/entry number %d.txt", i);
        int made = openat(folder, name, O_CREAT | O_RDWR, 0600);
        if (made < 0 || close(made)) fail(name);
    }
    sync();

#define ROW(row, count) (snprintf(name, sizeof name, "%s_" #row, kind), measure(name, count, row))
    ROW(file_read_4k, 100);
    ROW(file_write_4k, 100);
    ROW(file_open_close, 100);
    ROW(file_create_remove, 50);
    ROW(folder_list_1000, 5);
    close(file);
    close(folder);
}

static void load(const char *module)
{
    char path[128];
    snprintf(path, sizeof path, "/modules/%s.ko", module);
    int opened = open(path, O_RDONLY);
    if (opened < 0 || syscall(SYS_finit_module, opened, "", 0)) fail(path);
    close(opened);
}

int main(void)
{
    static const char *const modules[] = {"virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_blk", "fat", "vfat",
        "nls_cp437", "nls_ascii", "nls_utf8"};
    setvbuf(stdout, NULL, _IONBF, 0);
    mount("dev", "/dev", "devtmpfs", 0, "");
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) load(modules[i]);
    mkdir("/fat", 0700);
    mkdir("/tmp", 0700);
    for (int i = 0; i < 200 && access("/dev/vdb", F_OK); i++) usleep(10000);
    if (mount("/dev/vdb", "/fat", "vfat", 0, "iocharset=utf8") || mount("tmp", "/tmp", "tmpfs", 0, "")) fail("mount");

    spare = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    buffer = mmap(NULL, MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    disk = open("/dev/vda", O_RDWR | O_DIRECT);
    if (spare == MAP_FAILED || buffer == MAP_FAILED || disk < 0) fail("memory and disk");
    if (fork() == 0) spend();

    measure("block_read_4k", 50, block_read_4k);
    measure("block_write_4k", 50, block_write_4k);
    measure("block_read_1m", 5, block_read_1m);
    measure("block_write_1m", 5, block_write_1m);
    file_system("tmpfs", "/tmp");
    file_system("fat32", "/fat");
    printf("done\n");
    umount("/fat");
    sync();
    reboot(RB_POWER_OFF);
    return 0;
}
